"""A webhook that allows whatever it is asked about, and prints the question."""
import http.server
import json
import ssl


class Webhook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        review = self.rfile.read(int(self.headers["Content-Length"])).decode()
        print(review, flush=True)
        question = json.loads(review)
        answer = {
            "apiVersion": question["apiVersion"],
            "kind": question["kind"],
            "response": {"uid": question["request"]["uid"], "allowed": True},
        }
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    # The line about the request goes to standard error, and may come before the question in the pod's log.
    def log_message(self, *_):
        pass


tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain("/tls/tls.crt", "/tls/tls.key")
server = http.server.HTTPServer(("", 8443), Webhook)
server.socket = tls.wrap_socket(server.socket, server_side=True)
server.serve_forever()
