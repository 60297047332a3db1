import Synchronization

/// One line at the terminal that says how far something is; elsewhere a line from time to time.
final class ProgressBar: Sendable {
  typealias Instant = ContinuousClock.Instant

  private struct State {
    var isShown = false
    var next: Instant
    /// When there was something new, and what.
    var newsAt: Instant
    var news: String?
  }

  private static let interval = Duration.milliseconds(100)
  /// Where lines stay, a few say as much.
  static let lineInterval = Duration.seconds(10)
  private let console: Console
  private let clock: @Sendable () -> Instant
  private let state: Mutex<State>

  init(_ console: Console, clock: @escaping @Sendable () -> Instant = { .now }) {
    self.console = console
    self.clock = clock
    let start = clock()
    let first = console.errorWidth == nil ? start + Self.lineInterval : start
    state = Mutex(State(next: first, newsAt: start))
  }

  private var isSilent: Bool { console.isJSON || console.isQuiet }

  /// Draws anew, if the last time is long enough ago.
  func show(_ share: Double?, _ text: @autoclosure () -> String) {
    guard !isSilent else { return }
    let now = clock()
    let isDue = state.withLock { state in
      state.newsAt = now
      return take(&state, now)
    }
    guard isDue else { return }
    let text = text()
    state.withLock { $0.news = text }
    write(share, text)
  }

  /// Says what begins now: at once where somebody looks, however short the last thing was.
  func begin(_ text: @autoclosure () -> String) {
    state.withLock { state in
      if console.errorWidth != nil { state.next = min(state.next, clock()) }
    }
    show(nil, text())
  }

  /// Says that nothing is new, if that has been so for a while.
  func stall(_ what: String) {
    guard !isSilent else { return }
    let now = clock()
    let line = state.withLock { state -> String? in
      let silence = now - state.newsAt
      guard silence >= Self.lineInterval, take(&state, now) else { return nil }
      return (state.news ?? what) + ", nothing new for \(silence.components.seconds) s"
    }
    if let line { write(nil, line) }
  }

  /// Runs the body, and says so while nothing of it is heard.
  func minding<Value>(_ what: String, _ body: () async throws -> Value) async rethrows -> Value {
    let watch = Task { [self] in
      while (try? await Task.sleep(for: .seconds(1))) != nil { stall(what) }
    }
    defer { watch.cancel() }
    return try await body()
  }

  private func take(_ state: inout State, _ now: Instant) -> Bool {
    guard state.next <= now else { return false }
    state.next = now + (console.errorWidth == nil ? Self.lineInterval : Self.interval)
    state.isShown = console.errorWidth != nil
    return true
  }

  private func write(_ share: Double?, _ text: String) {
    if let width = console.errorWidth {
      return console.errors.write("\r" + Self.line(share, text, width: width) + "\u{1b}[K")
    }
    let percent = share.map { "\(Int((min(max($0, 0), 1) * 100).rounded(.down))) %, " } ?? ""
    console.errors.write(percent + printable(text) + "\n")
  }

  /// Takes it away, so that something else can be said.
  func clear() {
    let wasShown = state.withLock { state in
      defer { state.isShown = false }
      return state.isShown
    }
    if wasShown { console.errors.write("\r\u{1b}[K") }
  }

  /// Something that is good to know, above the bar.
  func note(_ message: String) {
    clear()
    console.note(message)
  }

  /// What only matters to whoever watches.
  func remark(_ message: String) {
    if !isSilent { note(message) }
  }

  /// A bar where the share is known, and the text; never wider than the terminal, which would break it.
  static func line(_ share: Double?, _ text: String, width: Int) -> String {
    let columns = 24
    var line = ""
    if let share {
      let filled = Int((min(max(share, 0), 1) * Double(columns)).rounded(.down))
      line =
        "[" + String(repeating: "#", count: filled) + String(repeating: "-", count: columns - filled) + "] "
    }
    return String((line + printable(text)).prefix(max(0, width - 1)))
  }
}
