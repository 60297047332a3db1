/// Where work belongs in a distributed trace (W3C Trace Context).
public struct TraceContext: Sendable, Hashable, CustomStringConvertible {
  public let traceID: String
  public let spanID: String
  public let isSampled: Bool

  /// The beginning of a new trace.
  public init() {
    var id = Self.hex(count: 32)
    if id.allSatisfy({ $0 == "0" }) { id = String(repeating: "0", count: 31) + "1" }
    self.init(traceID: id, spanID: Self.hex(count: 16), isSampled: true)
  }

  private init(traceID: String, spanID: String, isSampled: Bool) {
    self.traceID = traceID
    self.spanID = spanID
    self.isSampled = isSampled
  }

  /// From a `traceparent` header; `nil` for what is none.
  public init?(_ header: some StringProtocol) {
    let parts = header.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 4, parts[0].count == 2, parts[0] != "ff", parts[0] != "00" || parts.count == 4,
      Self.isID(parts[1], count: 32), Self.isID(parts[2], count: 16),
      Self.isHex(parts[0]), parts[3].count == 2, Self.isHex(parts[3]), let flags = UInt8(parts[3], radix: 16)
    else { return nil }
    self.init(traceID: String(parts[1]), spanID: String(parts[2]), isSampled: flags & 1 == 1)
  }

  /// A step within the same trace.
  public func child() -> TraceContext {
    TraceContext(traceID: traceID, spanID: Self.hex(count: 16), isSampled: isSampled)
  }

  /// As the header says it.
  public var description: String { "00-\(traceID)-\(spanID)-\(isSampled ? "01" : "00")" }

  private static func isID(_ text: some StringProtocol, count: Int) -> Bool {
    text.utf8.count == count && isHex(text) && text.contains { $0 != "0" }
  }

  private static func isHex(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }

  private static func hex(count: Int) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: (0..<count).map { _ in digits[Int.random(in: 0..<16)] }, as: UTF8.self)
  }
}
