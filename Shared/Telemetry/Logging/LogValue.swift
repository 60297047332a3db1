/// The value of one field of a log entry.
public enum LogValue: Sendable, Equatable {
  case string(String)
  case int(Int64)
  case double(Double)
  case bool(Bool)

  public init(_ value: some StringProtocol) { self = .string(String(value)) }

  /// An integer; one that does not fit 64 signed bits becomes the nearest that does.
  public init(_ value: some BinaryInteger) { self = .int(Int64(clamping: value)) }

  public init(_ value: Double) { self = .double(value) }

  public init(_ value: Bool) { self = .bool(value) }

  /// A duration in seconds, as names that end in `_s` say.
  public init(_ duration: Duration) { self = .double(duration.inSeconds) }
}

extension LogValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int64) { self = .int(value) }
  public init(floatLiteral value: Double) { self = .double(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension Duration {
  /// This duration as a number of seconds, precise enough for measuring.
  public var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
