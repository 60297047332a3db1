import CMicroHTTPD
import Glibc

/// The header of a request where libmicrohttpd left it: in its read buffer, with the colon and the end of each
/// line overwritten by zeros. Valid only during the callback it was given to.
struct RawHeader {
  private struct Span {
    let name: UnsafeRawBufferPointer
    let value: UnsafeRawBufferPointer
  }

  /// What libmicrohttpd names in its calls.
  struct RequestLine {
    let method: UnsafePointer<CChar>
    let path: UnsafePointer<CChar>
    let version: UnsafePointer<CChar>
  }

  private let line: RequestLine
  private let byteCount: Int
  private let spans: [Span]

  init(_ connection: OpaquePointer, line: RequestLine) {
    self.line = line
    byteCount = hookline_mhd_header_size(connection)
    var spans: [Span] = []
    withUnsafeMutablePointer(to: &spans) { pointer in
      hookline_mhd_headers(
        connection,
        { context, _, name, nameCount, value, valueCount in
          let span = Span(
            name: UnsafeRawBufferPointer(start: name, count: nameCount),
            value: UnsafeRawBufferPointer(start: value, count: valueCount))
          context?.assumingMemoryBound(to: [Span].self).pointee.append(span)
          return .YES
        }, pointer)
    }
    self.spans = spans
  }

  var isHTTP11: Bool {
    // Eight bytes, as libmicrohttpd has checked, of which the last tells 1.0 from what is compatible with 1.1.
    line.version[7] != CChar(bitPattern: UInt8(ascii: "0"))
  }

  var fields: [HeaderCheck.Field] {
    spans.map { HeaderCheck.Field(name: Array($0.name), value: Array($0.value)) }
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
    for span in spans {
      guard let name = span.name.baseAddress, let value = span.value.baseAddress, name == position,
        value > name + span.name.count
      else { return false }
      let gap = UnsafeRawBufferPointer(
        start: name + span.name.count + 1, count: value - (name + span.name.count + 1))
      guard gap.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) else { return false }
      position = value + span.value.count + Self.lineEnd
    }
    return position + Self.lineEnd == UnsafeRawPointer(line.method) + byteCount
  }

  private static let lineEnd = 2
}
