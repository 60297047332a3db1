import Synchronization

/// One line at the terminal that says how far something is; nowhere else.
final class ProgressBar: Sendable {
  private struct State {
    var isShown = false
    var next = ContinuousClock.now
  }

  private static let interval = Duration.milliseconds(100)
  private let console: Console
  private let state = Mutex(State())

  init(_ console: Console) { self.console = console }

  private var width: Int? { console.isJSON || console.isQuiet ? nil : console.errorWidth }

  /// Draws anew, if the last time is long enough ago.
  func show(_ share: Double?, _ text: @autoclosure () -> String) {
    guard let width else { return }
    let isDue = state.withLock { state in
      guard state.next <= .now else { return false }
      state.next = .now + Self.interval
      state.isShown = true
      return true
    }
    if isDue { console.errors.write("\r" + Self.line(share, text(), width: width) + "\u{1b}[K") }
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
