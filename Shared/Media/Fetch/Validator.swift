import HTTP

/// What names one content of a URL for sure, so that the rest of that very content can be asked for.
enum Validator {
  /// A strong entity tag; else the date of the last change, if it was well before the answer: within one second a
  /// content may change twice. `nil` when parts are not served.
  static func of(_ headers: Headers) -> String? {
    guard headers["Accept-Ranges"]?.lowercased() != "none" else { return nil }
    if let tag = headers["ETag"] {
      guard tag.count >= 2, tag.hasPrefix("\""), tag.hasSuffix("\""), tag.utf8.count <= 256 else {
        return nil
      }
      return tag
    }
    guard let changed = headers.date("Last-Modified"), let now = headers.date("Date"), changed + 60 <= now
    else {
      return nil
    }
    return headers["Last-Modified"]
  }
}

/// Which bytes of how many an answer holds: `bytes 100-199/1000`, or `/*` where the whole is not known.
struct ContentRange: Equatable {
  let first: Int
  let last: Int
  let total: Int?

  init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
    let parts = words[1].split(separator: "/", omittingEmptySubsequences: false)
    let bounds = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, bounds.count == 2, let first = Self.number(bounds[0]),
      let last = Self.number(bounds[1]), first <= last
    else { return nil }
    let total = parts[1] == "*" ? nil : Self.number(parts[1])
    guard parts[1] == "*" || total.map({ $0 > last }) == true else { return nil }
    self.first = first
    self.last = last
    self.total = total
  }

  /// `Int` alone would also take a sign.
  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } ? Int(text) : nil
  }
}
