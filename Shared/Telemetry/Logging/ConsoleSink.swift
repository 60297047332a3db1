import Glibc
import Synchronization

/// Writes each entry as one line to standard error, or to another open descriptor.
///
/// A terminal gets text, in colour unless `NO_COLOR` is set or `TERM` is `dumb`; anything else gets one JSON
/// object a line. Credentials are redacted, values are bounded, and no entry can break out of its line. What
/// cannot be written is lost: a log must never stop the work it tells of.
public final class ConsoleSink: LogSink {
  public enum Format: String, Sendable, CaseIterable {
    case automatic, json, text
  }

  private let format: LineFormat
  // One writer at a time, since a pipe takes only 4 KiB in one piece.
  private let descriptor: Mutex<Int32>

  public init(format: Format = .automatic, descriptor: Int32 = 2) {
    let isTerminal = isatty(descriptor) == 1
    let style = Self.style(format, isTerminal: isTerminal, allowsColour: Self.allowsColour)
    self.format = LineFormat(style: style)
    self.descriptor = Mutex(descriptor)
  }

  public func write(_ entry: LogEntry) {
    var line = format.line(for: entry) + "\n"
    line.withUTF8 { bytes in
      descriptor.withLock { Self.write(UnsafeRawBufferPointer(bytes), to: $0) }
    }
  }

  static func style(_ format: Format, isTerminal: Bool, allowsColour: Bool) -> LineFormat.Style {
    switch format {
    case .json: .json
    case .automatic where !isTerminal: .json
    case .automatic, .text: isTerminal && allowsColour ? .coloured : .plain
    }
  }

  private static var allowsColour: Bool {
    let refuses = variable("NO_COLOR").map { !$0.isEmpty } ?? false
    return !refuses && variable("TERM") != "dumb"
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count == 0 || errno != EINTR && !(errno == EAGAIN && waitUntilWritable(descriptor)) {
        return
      }
    }
  }

  /// For a descriptor that somebody else has set to non-blocking.
  private static func waitUntilWritable(_ descriptor: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&request, 1, 100) > 0
  }
}
