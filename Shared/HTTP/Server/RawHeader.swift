import CMicroHTTPD
import Glibc

/// The header of a request where libmicrohttpd left it: in its read buffer, with the colon and the end of each
/// line overwritten by zeros. Valid only during the callback it was given to.
struct RawHeader {
  /// What libmicrohttpd names in its calls.
  struct RequestLine {
    let method: UnsafePointer<CChar>
    let path: UnsafePointer<CChar>
    let version: UnsafePointer<CChar>
  }

  private let line: RequestLine
  private let byteCount: Int
  let fields: [HeaderCheck.Field]

  init(_ connection: OpaquePointer, line: RequestLine) {
    self.line = line
    byteCount = hookline_mhd_header_size(connection)
    var fields: [HeaderCheck.Field] = []
    fields.reserveCapacity(16)
    withUnsafeMutablePointer(to: &fields) { pointer in
      hookline_mhd_headers(
        connection,
        { context, _, name, nameCount, value, valueCount in
          let field = HeaderCheck.Field(
            name: UnsafeRawBufferPointer(start: name, count: nameCount),
            value: UnsafeRawBufferPointer(start: value, count: valueCount))
          context?.assumingMemoryBound(to: [HeaderCheck.Field].self).pointee.append(field)
          return .YES
        }, pointer)
    }
    self.fields = fields
  }

  /// Of the memory of the connection so much is taken, which holds a note of each line and of each part of a query, too, and
  /// cookies once more.
  func room(target: String) -> Int {
    let cookies = fields.filter { $0.isNamed("cookie") }.map { field in
      field.value.count + Self.note * (1 + field.value.count { $0 == UInt8(ascii: ";") })
    }
    return byteCount - target.utf8.count + Self.room(forTarget: target) + Self.note * fields.count
      + cookies.reduce(0, +)
  }

  static func room(forTarget target: String) -> Int {
    target.utf8.count + note * target.utf8.count { $0 == UInt8(ascii: "&") }
  }

  private static let note = 64

  var isHTTP11: Bool {
    // Eight bytes, as libmicrohttpd has checked, of which the last tells 1.0 from what is compatible with 1.1.
    line.version[7] != CChar(bitPattern: UInt8(ascii: "0"))
  }

  /// Whether the parts of the header lie end to end: on the request line with one space between them, and each
  /// further line ending with CR and LF right behind the value that was found in it.
  ///
  /// The parser takes three things silently that change what a header means: a line folded onto the next (it is
  /// appended to the *name*, in new memory), a zero byte (which ends a value), and a line that ends without CR.
  /// Each leaves a gap, or none where one should be.
  /// `targetLength` counts the bytes of path and query as they were read.
  func isContiguous(targetLength: Int) -> Bool {
    let path = UnsafeRawPointer(line.path)
    let version = UnsafeRawPointer(line.version)
    guard path == UnsafeRawPointer(line.method) + strlen(line.method) + 1, version == path + targetLength + 1
    else { return false }
    var position = version + 8 + Self.lineEnd
    for field in fields {
      guard let name = field.name.baseAddress, let value = field.value.baseAddress, name == position,
        value > name + field.name.count
      else { return false }
      let gap = UnsafeRawBufferPointer(
        start: name + field.name.count + 1, count: value - (name + field.name.count + 1))
      guard gap.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) else { return false }
      position = value + field.value.count + Self.lineEnd
    }
    return position + Self.lineEnd == UnsafeRawPointer(line.method) + byteCount
  }

  private static let lineEnd = 2
}
