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
    // version-traceID-spanID-flags; later versions may go on after another dash.
    let bytes = Array(header.utf8)
    let dash = UInt8(ascii: "-")
    guard bytes.count >= 55, bytes[2] == dash, bytes[35] == dash, bytes[52] == dash,
      let version = Self.number(bytes[0..<2]), version != 0xff,
      bytes.count == 55 || (version != 0 && bytes[55] == dash),
      Self.isID(bytes[3..<35]), Self.isID(bytes[36..<52]), let flags = Self.number(bytes[53..<55])
    else { return nil }
    self.init(
      traceID: String(decoding: bytes[3..<35], as: UTF8.self),
      spanID: String(decoding: bytes[36..<52], as: UTF8.self), isSampled: flags & 1 == 1)
  }

  /// A step within the same trace.
  public func child() -> TraceContext {
    TraceContext(traceID: traceID, spanID: Self.hex(count: 16), isSampled: isSampled)
  }

  /// As the header says it.
  public var description: String { "00-\(traceID)-\(spanID)-\(isSampled ? "01" : "00")" }

  private static func isID(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.allSatisfy { value($0) != nil } && digits.contains { $0 != UInt8(ascii: "0") }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.reduce(0) { number, digit in number.flatMap { number in value(digit).map { number << 4 | $0 } } }
  }

  /// Of a digit; the standard knows small letters only.
  private static func value(_ digit: UInt8) -> Int? {
    switch digit {
    case 48...57: Int(digit) - 48
    case 97...102: Int(digit) - 87
    default: nil
    }
  }

  /// Sixteen digits at a time: each random number is a call of the system.
  private static func hex(count: Int) -> String {
    let words = (0..<count / 16).map { _ in UInt64.random(in: .min ... .max) }
    return String(unsafeUninitializedCapacity: count) { buffer in
      for place in 0..<count {
        let digit = UInt8(truncatingIfNeeded: words[place / 16] >> UInt64(place % 16 * 4)) & 0xf
        buffer[place] = digit < 10 ? digit + 48 : digit + 87
      }
      return count
    }
  }
}
