/// Refuses headers that two programs could read differently, which is what request smuggling lives on.
///
/// libmicrohttpd lets most of these through, even when it is strict. This sees what it made of the header:
/// names and values with their surrounding white space.
struct HeaderCheck {
  /// Where it lies in the memory of the connection; valid only during the callback that it was read in.
  struct Field {
    let name: UnsafeRawBufferPointer
    /// Leading white space is gone, trailing is there.
    let value: UnsafeRawBufferPointer

    var trimmedValue: UnsafeRawBufferPointer {
      let end = value.lastIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
      return UnsafeRawBufferPointer(rebasing: value[..<(end.map { $0 + 1 } ?? 0)])
    }

    /// `name` is in small letters.
    func isNamed(_ name: StaticString) -> Bool {
      self.name.count == name.utf8CodeUnitCount
        && zip(self.name, UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
          .allSatisfy { $0.loweredASCII == $1 }
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
    var (hosts, lengths, encodings) = (0, 0, 0)
    var (length, encoding) = (nil as Field?, nil as Field?)
    for field in fields {
      try check(field)
      if field.isNamed("host") {
        hosts += 1
        try checkHost(field)
      } else if field.isNamed("content-length") {
        lengths += 1
        length = field
      } else if field.isNamed("transfer-encoding") {
        encodings += 1
        encoding = field
      }
    }
    // RFC 9112, section 3.2: exactly one, and in HTTP/1.0, which did not know it, at most one.
    guard hosts == 1 || hosts == 0 && !isHTTP11 else {
      throw Violation(detail: "There must be exactly one Host.")
    }
    guard lengths < 2 else { throw Violation(detail: "There is more than one Content-Length.") }
    guard let encoding else { return Framing(contentLength: try contentLength(length)) }
    guard encodings == 1, lengths == 0, isHTTP11 else {
      throw Violation(detail: "Transfer-Encoding must stand alone, once, in HTTP/1.1.")
    }
    guard String(decoding: encoding.value, as: UTF8.self).isEqualIgnoringCase("chunked") else {
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

  private static func checkHost(_ field: Field) throws(Violation) {
    let isHost = !field.trimmedValue.contains { byte in
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "\\"),
        UInt8(ascii: "@"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "<"), UInt8(ascii: ">"),
        UInt8(ascii: "\""), 0x80...0xFF:
        true
      default: false
      }
    }
    guard isHost else { throw Violation(detail: "Host is no host.") }
  }

  private static func contentLength(_ field: Field?) throws(Violation) -> Int {
    guard let field else { return 0 }
    let isNumber = field.value.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    guard isNumber, let length = Int(String(decoding: field.value, as: UTF8.self)) else {
      throw Violation(detail: "Content-Length is no number.")
    }
    return length
  }
}
