/// Refuses headers that two programs could read differently, which is what request smuggling lives on.
///
/// libmicrohttpd lets most of these through, even when it is strict. This sees what it made of the header:
/// names and values with their surrounding white space.
struct HeaderCheck {
  struct Field: Equatable {
    let name: [UInt8]
    /// Leading white space is gone, trailing is there.
    let value: [UInt8]

    var trimmedValue: ArraySlice<UInt8> {
      let end = value.lastIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
      return value.prefix(upTo: end.map { $0 + 1 } ?? 0)
    }
  }

  /// What the header says about the body that follows.
  struct Framing: Equatable {
    /// `nil` for a chunked body, whose length shows at its end.
    let contentLength: Int?
    var hasBody: Bool { contentLength != 0 }
  }

  struct Violation: Error, Equatable {
    let detail: String
  }

  static func framing(of fields: [Field], isHTTP11: Bool) throws(Violation) -> Framing {
    for field in fields { try check(field) }
    try checkHost(all("host", fields), isHTTP11: isHTTP11)
    let lengths = all("content-length", fields)
    let encodings = all("transfer-encoding", fields)
    guard lengths.count < 2 else { throw Violation(detail: "There is more than one Content-Length.") }
    guard !encodings.isEmpty else { return Framing(contentLength: try contentLength(lengths.first?.value)) }
    guard encodings.count == 1, lengths.isEmpty, isHTTP11 else {
      throw Violation(detail: "Transfer-Encoding must stand alone, once, in HTTP/1.1.")
    }
    guard String(decoding: encodings[0].value, as: UTF8.self).isEqualIgnoringCase("chunked") else {
      throw Violation(detail: "The only Transfer-Encoding understood here is chunked.")
    }
    return Framing(contentLength: nil)
  }

  private static func check(_ field: Field) throws(Violation) {
    guard !field.name.isEmpty, field.name.allSatisfy(\.isTokenCharacter) else {
      throw Violation(detail: "The name of a header field is empty or holds a character it may not.")
    }
    guard !field.value.contains(where: \.isControl) else {
      throw Violation(detail: "The value of a header field holds a control character.")
    }
  }

  /// RFC 9112, section 3.2: exactly one, and in HTTP/1.0, which did not know it, at most one.
  private static func checkHost(_ fields: [Field], isHTTP11: Bool) throws(Violation) {
    guard fields.count == 1 || fields.isEmpty && !isHTTP11 else {
      throw Violation(detail: "There must be exactly one Host.")
    }
    let isHost = fields.allSatisfy { field in
      !field.trimmedValue.contains { " \t,/\\@?#<>\"".utf8.contains($0) || $0 >= 0x80 }
    }
    guard isHost else {
      throw Violation(detail: "Host is no host.")
    }
  }

  private static func contentLength(_ value: [UInt8]?) throws(Violation) -> Int {
    guard let value else { return 0 }
    let isNumber = value.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    guard isNumber, let length = Int(String(decoding: value, as: UTF8.self)) else {
      throw Violation(detail: "Content-Length is no number.")
    }
    return length
  }

  private static func all(_ name: String, _ fields: [Field]) -> [Field] {
    fields.filter { String(decoding: $0.name, as: UTF8.self).isEqualIgnoringCase(name) }
  }
}
