-- wrk script. Argument: a plan file (see plan.ts). A plan of one request is sent as wrk sends it without a script; with
-- CARDEA_BENCH_ROTATE set the plan's requests are sent in turn, each built once. With CARDEA_BENCH_CHECK set every
-- response is looked at as well (slower: for warming up, never for a measurement).
local requests = {}
local position = 0
local threads = {}

function setup(thread)
  threads[#threads + 1] = thread
end

function init(args)
  local plan = dofile(args[1])
  expected = plan.expect
  wrong = 0
  sample = ''
  wrk.method, wrk.path = plan.method, plan.path
  for name, value in pairs(plan.headers) do wrk.headers[name] = value end
  for index, body in ipairs(plan.bodies) do
    wrk.body = body ~= '' and body or nil
    requests[index] = wrk.format()
  end
end

if os.getenv('CARDEA_BENCH_ROTATE') then
  function request()
    position = position % #requests + 1
    return requests[position]
  end
end

if os.getenv('CARDEA_BENCH_CHECK') then
  function response(status, _, body)
    if status ~= 200 or not body:find(expected, 1, true) then
      wrong = wrong + 1
      if sample == '' then sample = status .. ' ' .. body:sub(1, 300) end
    end
  end
end

local function quoted(text)
  return '"' .. text:gsub('[%c"\\]', ' ') .. '"'
end

function done(summary, latency)
  local wrong_total, first_sample = 0, ''
  for _, thread in ipairs(threads) do
    wrong_total = wrong_total + thread:get('wrong')
    if first_sample == '' then first_sample = thread:get('sample') end
  end
  local errors = summary.errors
  io.write(string.format(
    '\nRESULT {"requests":%d,"durationUs":%d,"p50Us":%d,"p99Us":%d,"badStatus":%d,"socketErrors":%d,"timeouts":%d,"wrong":%d,"sample":%s}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), errors.status,
    errors.connect + errors.read + errors.write, errors.timeout, wrong_total, quoted(first_sample)
  ))
end
