-- wrk script. Arguments: a plan, a file with its requests (see plan.ts) and the number of connections. A plan of one request
-- is sent as wrk sends it without a script; several are sent in turn, each built once. Where requests are good only once the
-- run ends with the last one; where each answer gives the next request, answers are read for it. With CARDEA_BENCH_CHECK set
-- every response is looked at as well (slower: for warming up, never for a measurement).
local ffi = require('ffi')
ffi.cdef('typedef struct { long s; long us; } bench_time; int gettimeofday(bench_time *, void *);')

local plan
local bodies, values, requests = {}, {}, {}
local position = 0
local threads = {}

local function now()
  local time = ffi.new('bench_time')
  ffi.C.gettimeofday(time, nil)
  return tonumber(time.s) * 1e6 + tonumber(time.us)
end

function setup(thread)
  threads[#threads + 1] = thread
end

local function built(index)
  if plan.eachHeader then wrk.headers[plan.eachHeader] = values[index] end
  local body = bodies[index]
  return wrk.format(nil, nil, nil, body ~= '' and body or nil)
end

local function sendInTurn()
  for index = 1, #bodies do requests[index] = built(index) end
  function request()
    position = position % #requests + 1
    return requests[position]
  end
end

-- A connection asks for another request when it has its answer: once all have asked in vain, everything is answered.
local function sendOnce(connections)
  local inVain = 0
  function request()
    position = position + 1
    if position == 2 then started = now() end -- wrk asks for the first one before it begins, and does not send it
    if position <= #bodies then return built(position) end
    inVain = inVain + 1
    if inVain >= math.min(connections, #bodies - 1) and ended == 0 then
      ended = now()
      wrk.thread:stop()
    end
    return ''
  end
end

-- Each connection takes the link that has waited longest; its answer is the next link of that chain.
local function sendChains()
  local pattern = '"' .. plan.chainedBy .. '":"([^"]+)"'
  local prefix = bodies[1]:match('^(.*=)')
  local first, last = 1, #bodies
  function request()
    local body = bodies[first]
    if not body then
      wrong = wrong + 1
      if sample == '' then sample = 'no link of a chain is left' end
      return ''
    end
    bodies[first] = nil
    first = first + 1
    return wrk.format(nil, nil, nil, body)
  end
  function response(status, _, body)
    local value = body:match(pattern)
    if not value or status ~= plan.status then
      wrong = wrong + 1
      if sample == '' then sample = status .. ' ' .. body:sub(1, 300) end
      return
    end
    last = last + 1
    bodies[last] = prefix .. value
  end
end

local function placeOf(headers, body)
  if not plan.redirect then return body end
  for name, value in pairs(headers) do
    if name:lower() == 'location' then return value end
  end
  return ''
end

local function checkAll()
  function response(status, headers, body)
    local place = placeOf(headers, body)
    if status ~= plan.status or not place:find(plan.expect, 1, true) then
      wrong = wrong + 1
      if sample == '' then sample = status .. ' ' .. place:sub(1, 300) end
    end
  end
end

function init(args)
  plan = dofile(args[1])
  wrong, sample, started, ended, expectsError = 0, '', 0, 0, plan.status > 399
  wrk.method, wrk.path = plan.method, plan.path
  for name, value in pairs(plan.headers) do wrk.headers[name] = value end
  for line in io.lines(args[2]) do
    bodies[#bodies + 1], values[#values + 1] = line:match('^([^\t]*)\t?(.*)$')
  end
  if plan.chainedBy then
    sendChains()
  elseif plan.once then
    sendOnce(tonumber(args[3]))
  elseif #bodies > 1 then
    sendInTurn()
  else
    if bodies[1] ~= '' then wrk.body = bodies[1] end
    if plan.eachHeader then wrk.headers[plan.eachHeader] = values[1] end
    requests[1] = wrk.format()
  end
  if os.getenv('CARDEA_BENCH_CHECK') and not plan.chainedBy then checkAll() end
end

local function quoted(text)
  return '"' .. text:gsub('[%c"\\]', ' ') .. '"'
end

function done(summary, latency)
  local wrongTotal, firstSample, duration, expectsErrors = 0, '', summary.duration, false
  for _, thread in ipairs(threads) do
    wrongTotal = wrongTotal + thread:get('wrong')
    if firstSample == '' then firstSample = thread:get('sample') end
    if thread:get('ended') > 0 then duration = thread:get('ended') - thread:get('started') end
    expectsErrors = thread:get('expectsError')
  end
  local errors = summary.errors
  local badStatus = expectsErrors and summary.requests - errors.status or errors.status
  io.write(string.format(
    '\nRESULT {"requests":%d,"durationUs":%d,"p50Us":%d,"p99Us":%d,"badStatus":%d,"socketErrors":%d,"timeouts":%d,"wrong":%d,"sample":%s}\n',
    summary.requests, duration, latency:percentile(50), latency:percentile(99), badStatus,
    errors.connect + errors.read + errors.write, errors.timeout, wrongTotal, quoted(firstSample)
  ))
end
