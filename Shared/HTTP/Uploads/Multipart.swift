/// What a form with a file in it holds (`multipart/form-data`): small fields, and where in the upload its files lie.
///
/// Read strictly, from the file that the body went to: whatever its size, no more than one window of it is in memory.
public struct Multipart: Sendable {
  public struct Limits: Sendable {
    public var fieldCount = 32
    /// Of one field that is no file.
    public var fieldByteCount = 64 * 1024
    /// Of the header of one part.
    public var headerByteCount = 8 * 1024
    public var fileCount = 1

    public init() {}
  }

  public struct Field: Sendable, Equatable {
    public let name: String
    public let value: String
  }

  public struct File: Sendable, Equatable {
    /// Of the field.
    public let name: String
    /// As the client calls it, without folders. Anything may stand there.
    public let fileName: String
    /// What the client takes it for.
    public let contentType: String?
    /// Its bytes in the upload.
    public let range: Range<Int>
  }

  public private(set) var fields: [Field] = []
  public private(set) var files: [File] = []

  /// `contentType` is that of the request.
  public init(
    _ upload: UploadedFile, contentType: String?, limits: Limits = Limits()
  ) throws(MultipartError) {
    guard let boundary = MultipartHeader.boundary(contentType ?? "") else {
      throw MultipartError(.notMultipart, "the body is no multipart/form-data with a boundary")
    }
    var scanner = UploadScanner(upload)
    let delimiter = Array("\r\n--\(boundary)".utf8)
    guard try scanner.bytes(at: 0, count: delimiter.count - 2).elementsEqual(delimiter.dropFirst(2)) else {
      throw .malformed("it does not begin with its boundary")
    }
    var position = delimiter.count - 2
    while try Self.isPart(at: position, &scanner) {
      position = try readPart(at: position + 2, delimiter, &scanner, limits)
    }
    let rest = try scanner.bytes(at: position + 2, count: 3)
    guard rest.isEmpty || rest.elementsEqual("\r\n".utf8) else {
      throw .malformed("something follows its end")
    }
  }

  /// The first value of a field.
  public subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// Whether a part begins behind a boundary; false for the end.
  private static func isPart(at position: Int, _ scanner: inout UploadScanner) throws(MultipartError) -> Bool
  {
    let mark = try scanner.bytes(at: position, count: 2)
    if mark.elementsEqual("\r\n".utf8) { return true }
    guard mark.elementsEqual("--".utf8) else { throw .malformed("a boundary goes on as it should not") }
    return false
  }

  /// Returns where the boundary behind the part ends.
  private mutating func readPart(
    at start: Int, _ delimiter: [UInt8], _ scanner: inout UploadScanner, _ limits: Limits
  ) throws(MultipartError) -> Int {
    guard fields.count + files.count < limits.fieldCount + limits.fileCount else {
      throw MultipartError(.tooLarge, "it has too many parts")
    }
    guard let body = try scanner.find(Array("\r\n\r\n".utf8), from: start, within: limits.headerByteCount)
    else {
      throw .malformed("the header of a part has no end, or is longer than \(limits.headerByteCount) bytes")
    }
    let header = try MultipartHeader(scanner.bytes(at: start, count: body - start))
    guard let end = try scanner.find(delimiter, from: body + 4 - 2, within: .max) else {
      throw .malformed("a part has no end")
    }
    // An empty part's boundary begins with the line end of its header.
    let range = (body + 4)..<max(body + 4, end)
    if let fileName = header.fileName {
      guard files.count < limits.fileCount else {
        throw MultipartError(.tooLarge, "it has more than \(limits.fileCount) files")
      }
      files.append(File(name: header.name, fileName: fileName, contentType: header.contentType, range: range))
    } else {
      try readField(header.name, range, &scanner, limits)
    }
    return end + delimiter.count
  }

  private mutating func readField(
    _ name: String, _ range: Range<Int>, _ scanner: inout UploadScanner, _ limits: Limits
  ) throws(MultipartError) {
    guard fields.count < limits.fieldCount, range.count <= limits.fieldByteCount else {
      throw MultipartError(
        .tooLarge, "it has over \(limits.fieldCount) fields, or one of over \(limits.fieldByteCount) bytes")
    }
    guard
      let value = String(
        validating: try scanner.bytes(at: range.lowerBound, count: range.count), as: UTF8.self)
    else { throw .malformed("a field is no UTF-8") }
    fields.append(Field(name: name, value: value))
  }
}

/// Why a form cannot be read.
public struct MultipartError: Error, Sendable, Equatable, CustomStringConvertible {
  public enum Code: Sendable {
    case notMultipart, malformed, tooLarge, unreadable
  }

  public let code: Code
  public let description: String

  init(_ code: Code, _ description: String) { (self.code, self.description) = (code, description) }

  static func malformed(_ reason: String) -> MultipartError {
    MultipartError(.malformed, "the form is malformed: \(reason)")
  }

  /// What the client is told.
  public var problem: Problem {
    switch code {
    case .notMultipart: Problem(.unsupportedMediaType, detail: description)
    case .malformed: Problem(.badRequest, detail: description)
    case .tooLarge: Problem(.contentTooLarge, detail: description)
    case .unreadable: Problem(.internalServerError)
    }
  }
}
