import CCurl

extension Headers {
  /// How long a server asks to be left alone, by a `Retry-After` in seconds or as a date; `nil` when it does not. Dates
  /// are compared with `now`, in seconds since 1970.
  public func retryAfter(now: Int) -> Duration? {
    guard let text = self["Retry-After"], !text.isEmpty else { return nil }
    if text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) {
      // Whatever does not fit is a very long time.
      return .seconds(Swift.min(Int(text) ?? .max, Self.longest))
    }
    return date("Retry-After").map { .seconds(Swift.min(Swift.max(0, $0 - now), Self.longest)) }
  }

  /// The seconds since 1970 that a field names as a date, in any form that HTTP has known.
  public func date(_ name: String) -> Int? {
    guard let text = self[name], text.utf8.count <= 64 else { return nil }
    let seconds = Int(curl_getdate(text, nil))
    return seconds >= 0 ? seconds : nil
  }

  /// A year.
  private static let longest = 31_536_000
}
