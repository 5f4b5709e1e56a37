-- The request and the report of wrk. Arguments: the file of the body, and "close" for a new connection per request.
function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  wrk.method = "POST"
  wrk.body = file:read("*a")
  wrk.headers["Content-Type"] = "application/json"
  if arguments[2] == "close" then
    wrk.headers["Connection"] = "close"
  end
  file:close()
end

function done(summary, latency)
  local errors = summary.errors
  local latencies = {}
  for i = 1, #latency do
    latencies[i] = string.format("[%d,%d]", latency(i))
  end
  io.write(string.format(
    '\n{"requests":%d,"microseconds":%d,"failures":%d,"latencies":[%s]}\n',
    summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    table.concat(latencies, ",")))
end
