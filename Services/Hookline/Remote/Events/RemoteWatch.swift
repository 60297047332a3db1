import API
import Documents
import HTTP
import Jobs
import Lifecycle
import Synchronization

/// Follows runs to their end by the events that a gateway sends of each.
struct RemoteWatch: Sendable {
  let remote: Remote
  let shutdown: Shutdown
  let bar: ProgressBar

  /// So many are followed at once; the others have gone on meanwhile.
  private static let width = 8
  /// A gateway sends a sign of life every 15 seconds.
  private static let streamTime = Duration.seconds(600)
  private static let backoff = Backoff(base: .milliseconds(250), cap: .seconds(5))
  /// A gateway that has been away for so long is given up.
  private static let patience = Duration.seconds(120)

  /// How the runs stand in the end, which comes when all are over, at the deadline or with a drain.
  func follow(
    _ runs: [RunID], until deadline: ContinuousClock.Instant?
  ) async throws -> [RunID: RunState] {
    let book = RunBook(runs)
    defer { bar.clear() }
    let result = await withTaskGroup(of: Result<Void, any Error>?.self) { group in
      group.addTask {
        do { return .success(try await followAll(book)) } catch { return .failure(error) }
      }
      group.addTask {
        await shutdown.drainRequested()
        return nil
      }
      if let deadline {
        group.addTask {
          try? await Task.sleep(until: deadline, clock: .continuous)
          return nil
        }
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
    try result?.get()
    return book.states
  }

  private func followAll(_ book: RunBook) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<min(Self.width, book.count) {
        group.addTask {
          while let run = book.next() { try await follow(run, book) }
        }
      }
      try await group.waitForAll()
    }
  }

  /// Comes back, behind what it has heard, whenever the stream ends before the run does.
  private func follow(_ run: RunID, _ book: RunBook) async throws {
    var failures = 0
    // Since when nothing has come of it.
    var silence: ContinuousClock.Instant?
    while book.isOpen(run) {
      let heard = book.last(of: run)
      var problem: RemoteAway?
      var isAlive = false
      do { isAlive = try await listen(run, book) } catch let error as RemoteAway { problem = error }
      guard book.isOpen(run) else { return }
      if isAlive || book.last(of: run) != heard { (failures, silence) = (0, nil) }
      let since = silence ?? .now
      silence = since
      guard .now < since + Self.patience else {
        throw problem ?? RemoteAway("\(remote.place) sends streams in which nothing is told")
      }
      if failures == 0, let problem { bar.note("\(problem); trying again") }
      failures += 1
      try await Task.sleep(for: Self.backoff.delay(afterFailure: failures))
    }
  }

  /// Until the stream ends; whether anything came in it, signs of life too.
  private func listen(_ run: RunID, _ book: RunBook) async throws -> Bool {
    let stream = EventStream { standing, id in
      book.note(run, standing, id)
      book.show(on: bar)
    }
    let response: ClientResponse
    do {
      response = try await remote.send(
        Remote.Question(
          path: ["v1", "runs", "\(run)", "events"], timeout: Self.streamTime, sink: stream,
          lastEvent: book.last(of: run)))
    } catch let error as HTTPError where error.code == .stopped {
      try stream.check(remote)
      return true
    } catch let error as RemoteAway {
      // A stream lasts so long at most, and is taken up where it ended.
      guard stream.hasTold else { throw error }
      return true
    }
    try stream.check(remote)
    switch response.status {
    case .ok:
      guard stream.isStream else { throw remote.strange(response) }
      return stream.hasTold
    // Its end was told before: it is asked for once more, from the beginning.
    case .noContent:
      book.forget(run)
      return false
    default:
      let whole = ClientResponse(status: response.status, headers: response.headers, body: stream.refusal)
      throw RemoteProblem(whole, remote).failure
    }
  }
}

/// What is known of runs that are followed.
private final class RunBook: Sendable {
  private struct Page {
    var state = RunState.open
    var settled = 0
    var expected = 0
    var last: Int?
  }

  private struct State {
    var pages: [RunID: Page]
    var line: [RunID]
  }

  private let state: Mutex<State>

  init(_ runs: [RunID]) {
    let pages = Dictionary(runs.map { ($0, Page()) }) { first, _ in first }
    state = Mutex(State(pages: pages, line: pages.keys.sorted().reversed()))
  }

  var count: Int { state.withLock { $0.pages.count } }
  var states: [RunID: RunState] { state.withLock { $0.pages.mapValues(\.state) } }

  /// One that nobody follows yet.
  func next() -> RunID? { state.withLock { $0.line.popLast() } }
  func isOpen(_ run: RunID) -> Bool { state.withLock { $0.pages[run]?.state == .open } }
  func last(of run: RunID) -> Int? { state.withLock { $0.pages[run]?.last } }
  func forget(_ run: RunID) { state.withLock { $0.pages[run]?.last = nil } }

  func note(_ run: RunID, _ record: RunRecord, _ id: Int?) {
    state.withLock { state in
      state.pages[run]?.state = record.state
      state.pages[run]?.settled = record.settled
      state.pages[run]?.expected = record.expected
      if let id { state.pages[run]?.last = id }
    }
  }

  func show(on bar: ProgressBar) {
    let pages = state.withLock { Array($0.pages.values) }
    guard pages.count != 1 || pages[0].expected < 2 else {
      let page = pages[0]
      return bar.show(
        Double(page.settled) / Double(page.expected),
        "\(grouped(page.settled)) of \(counted(page.expected, "task")) over")
    }
    let over = pages.count { $0.state != .open }
    bar.show(
      pages.isEmpty ? nil : Double(over) / Double(pages.count),
      "\(grouped(over)) of \(counted(pages.count, "run")) over")
  }
}

/// Reads the events of one run while they come.
private final class EventStream: BodySink {
  private struct State {
    var reader = EventReader()
    var isStream = false
    var hasTold = false
    var refusal: [UInt8] = []
    var failure: String?
  }

  /// Of a refusal this much is read.
  private static let refusalLimit = 64 << 10

  private let state = Mutex(State())
  private let heard: @Sendable (RunRecord, Int?) -> Void

  init(heard: @escaping @Sendable (RunRecord, Int?) -> Void) { self.heard = heard }

  var refusal: [UInt8] { state.withLock { $0.refusal } }
  /// Whether it was events that came.
  var isStream: Bool { state.withLock { $0.isStream } }
  /// Whether any byte of them came.
  var hasTold: Bool { state.withLock { $0.hasTold } }

  /// Throws where what came was none of a gateway's streams.
  func check(_ remote: Remote) throws(CommandFailure) {
    guard let failure = state.withLock({ $0.failure }) else { return }
    throw CommandFailure("\(remote.place) sends events that this program does not understand: \(failure)")
  }

  func begin(_ status: Status, _ headers: Headers) -> Bool {
    // What was cut off before begins anew.
    let isOfEvents = headers["Content-Type"]?.lowercased().hasPrefix(MediaType.events) ?? false
    state.withLock { $0 = State(isStream: status == .ok && isOfEvents) }
    return true
  }

  func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let (events, isBroken): ([EventReader.Event], Bool) = state.withLock { state in
      guard state.isStream else {
        state.refusal += bytes.prefix(Self.refusalLimit - state.refusal.count)
        return ([], false)
      }
      state.hasTold = true
      return (state.reader.take(bytes), state.reader.isBroken)
    }
    if isBroken { return fail("one of them is too long") }
    for event in events where event.name == "progress" || event.name == "end" {
      do {
        let document = try JSONReader.read(event.data)
        heard(try DocumentPart(document).read("run"), event.id)
      } catch { return fail("\(error)") }
    }
    return true
  }

  private func fail(_ reason: String) -> Bool {
    state.withLock { $0.failure = reason }
    return false
  }
}
