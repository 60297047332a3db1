import HTTP
import Synchronization

/// Takes one answer: the file where it is one, and nothing where it is not.
final class FetchSink: BodySink {
  enum Problem: Equatable {
    case failed(MediaError)
    /// What has come so far does not go with what the server has now; it is to be fetched from its beginning.
    case mismatch(String)
  }

  struct Head {
    let status: Status
    let headers: Headers
  }

  private struct State {
    var head: Head?
    var problem: Problem?
    var takesFile = false
    var hasLooked = false
    var skipped = 0
  }

  private let file: PartialFile
  private let place: String
  private let expected: MediaKind
  private let byteLimit: Int
  /// How much there was when the rest was asked for; zero when all was.
  private let offset: Int
  private let state = Mutex(State())

  /// What is read of an answer that is no file, so that its connection can be used again.
  private static let skipLimit = 16 << 10

  init(_ file: PartialFile, _ target: ClientTarget, offset: Int, _ link: MediaLink, _ settings: FetchSettings)
  {
    self.file = file
    self.offset = offset
    place = target.place
    expected = link.expected
    byteLimit = settings.byteLimit
  }

  var head: Head? { state.withLock { $0.head } }
  var problem: Problem? { state.withLock { $0.problem } }
  /// Whether the answer is the file, or a part of it.
  var isFile: Bool { state.withLock { $0.takesFile } }

  // MARK: On the client's thread

  func begin(_ status: Status, _ headers: Headers) -> Bool {
    state.withLock { $0.head = Head(status: status, headers: headers) }
    switch status.rawValue {
    case 200, 203: return settle { () throws(MediaError) in try beginWhole(headers) }
    case 206: return settle { () throws(MediaError) in try beginRest(headers) }
    default: return true
    }
  }

  func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let isFile = state.withLock { state in
      if !state.takesFile { state.skipped += bytes.count }
      return state.takesFile
    }
    guard isFile else { return state.withLock { $0.skipped <= Self.skipLimit } }
    return settle { () throws(MediaError) in
      guard file.byteCount + bytes.count <= byteLimit else { throw tooLarge }
      try file.append(bytes)
      return file.byteCount < Sniffer.byteCount ? nil : try look()
    }
  }

  /// To be called when all has come: short files are only judged now.
  func end() -> Bool {
    guard state.withLock({ $0.takesFile }) else { return true }
    return settle { () throws(MediaError) in try look() }
  }

  // MARK: Judging

  /// Notes what speaks against going on; false when something does.
  private func settle(_ body: () throws(MediaError) -> Problem?) -> Bool {
    let problem: Problem?
    do throws(MediaError) { problem = try body() } catch { problem = .failed(error) }
    guard let problem else { return true }
    state.withLock { $0.problem = problem }
    return false
  }

  private func beginWhole(_ headers: Headers) throws(MediaError) -> Problem? {
    try refuseEncodings(headers)
    let length = headers["Content-Length"].flatMap { Int($0) }
    if let length, length > byteLimit { throw tooLarge }
    try file.restart(
      PartialFile.Origin(
        validator: Validator.of(headers), byteCount: length, contentType: headers["Content-Type"]))
    state.withLock { $0.takesFile = true }
    return nil
  }

  private func beginRest(_ headers: Headers) throws(MediaError) -> Problem? {
    guard offset > 0 else { return .mismatch("a part came that was not asked for") }
    try refuseEncodings(headers)
    guard let range = ContentRange(headers["Content-Range"] ?? ""), range.first == offset else {
      return .mismatch("another part came than the one that was asked for")
    }
    // A server may send less than the rest, so what is whole is known by the length alone.
    guard let total = range.total ?? file.origin.byteCount else {
      return .mismatch("a part came, and nothing says of how much")
    }
    guard total <= byteLimit else { throw tooLarge }
    let origin = file.origin
    if let before = origin.byteCount, total != before { return .mismatch("its length has changed") }
    // A date is no reason here: it is the same or the server would have sent the whole.
    if let tag = headers["ETag"], let validator = origin.validator, validator.hasPrefix("\""),
      tag != validator
    {
      return .mismatch("it has changed")
    }
    file.note(byteCount: total)
    state.withLock { $0.takesFile = true }
    return nil
  }

  private func refuseEncodings(_ headers: Headers) throws(MediaError) {
    guard let encoding = headers["Content-Encoding"], encoding.lowercased() != "identity" else { return }
    throw MediaError(.notMedia, "\(place): the answer is compressed, which was not asked for")
  }

  private func look() throws(MediaError) -> Problem? {
    let isFirst = state.withLock { state in
      defer { state.hasLooked = true }
      return !state.hasLooked
    }
    guard isFirst else { return nil }
    switch Sniffer.look(at: file.head) {
    case .other(let what): throw MediaError(.notMedia, "\(place): the answer is \(what)")
    case .media(let format) where !expected.accepts(format):
      throw MediaError(.notMedia, "\(place): the answer is \(format), which holds no \(expected)")
    case .media: return nil
    }
  }

  private var tooLarge: MediaError { MediaError(.tooLarge, "\(place): more than \(byteLimit) bytes") }
}
