"""A webhook that allows all objects and prints each review on a line."""
import http.server
import json
import ssl


class Webhook(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        print(body, flush=True)
        review = json.loads(body)
        response = {
            "apiVersion": review["apiVersion"],
            "kind": review["kind"],
            "response": {"uid": review["request"]["uid"], "allowed": True},
        }
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(response).encode())

    # The access log goes to standard error, which the pod log can place before the review.
    def log_message(self, *_):
        pass


tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain("/tls/tls.crt", "/tls/tls.key")
server = http.server.HTTPServer(("", 8443), Webhook)
server.socket = tls.wrap_socket(server.socket, server_side=True)
server.serve_forever()
