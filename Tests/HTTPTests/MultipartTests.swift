import TestKit
import Testing

@testable import HTTP

@Suite struct MultipartTests {
  private static let type = "multipart/form-data; boundary=xYz"

  private func upload(_ bytes: some Collection<UInt8>) throws -> UploadedFile {
    let file = try #require(UploadedFile(in: "/tmp"))
    let code = Array(bytes).withUnsafeBytes { file.append($0) }
    #expect(code == 0)
    return file
  }

  private func read(_ text: String, _ limits: Multipart.Limits = .init(), type: String = type) throws
    -> Multipart
  {
    try Multipart(upload(text.utf8), contentType: type, limits: limits)
  }

  private static func part(_ disposition: String, _ body: String, _ more: String = "") -> String {
    "--xYz\r\nContent-Disposition: \(disposition)\r\n\(more)\r\n\(body)\r\n"
  }

  private static let name = #"form-data; name="a""#
  private static let file = #"form-data; name="f"; filename="c:\dir/clip.mp4""#

  @Test func `finds fields, and a file where it lies`() throws {
    let bytes = Array((0..<70_000).map { UInt8(truncatingIfNeeded: $0) }) + Array("\r\n--xY\r\n-".utf8)
    let head =
      Self.part(Self.name, "one") + "--xYz\r\ncontent-disposition:\tform-data;name=f; FileName=clip.mp4\r\n"
    let start = Array((head + "Content-Type: video/mp4\r\nX-Other: y\r\n\r\n").utf8)
    let end = Array(("\r\n" + Self.part(#"form-data; name="é \" q""#, "") + "--xYz--\r\n").utf8)
    let file = try upload(start + bytes + end)

    let form = try Multipart(file, contentType: #"Multipart/Form-Data; charset=x; boundary="xYz""#)

    #expect(form.fields == [.init(name: "a", value: "one"), .init(name: "é \" q", value: "")])
    #expect(form["a"] == "one" && form["b"] == nil)
    #expect(
      form.files == [
        .init(
          name: "f", fileName: "clip.mp4", contentType: "video/mp4",
          range: start.count..<(start.count + bytes.count))
      ])
    let found = try #require(form.files.first?.range)
    #expect(try file.read(at: found.lowerBound, count: found.count) == bytes)
  }

  @Test func `knows names without their folders`() throws {
    #expect(try read(Self.part(Self.file, "x") + "--xYz--").files.first?.fileName == "clip.mp4")
  }

  @Test(arguments: [
    "", "xYz", "--xYz", "--xYz\r\n", "--xYz--x", "--xYz--\r\nmore", "--other\r\n", "\r\n--xYz--",
    part(name, "x"), part(name, "x") + "--xYz", part(name, "x") + "--xYz-", part(name, "x") + "--xYz \r\n",
    "--xYz\r\n\r\nx\r\n--xYz--", "--xYz\r\nX: y\r\n\r\nx\r\n--xYz--",
    part("form-data", "x") + "--xYz--", part("attachment; name=a", "x") + "--xYz--",
    part(#"form-data; name="a"; name="b""#, "x") + "--xYz--", part(#"form-data; name="a"#, "x") + "--xYz--",
    part(#"form-data; name="a" x"#, "x") + "--xYz--", part("form-data; name=a b", "x") + "--xYz--",
    part(name, "x", "Content-Disposition: form-data; name=b\r\n") + "--xYz--",
    part(name, "x", "Content-Transfer-Encoding: base64\r\n") + "--xYz--",
    part(name, "x", "Content Type: a\r\n") + "--xYz--", part(name, "x", " folded\r\n") + "--xYz--",
    part("form-data; name=\"a\0\"", "x") + "--xYz--", part("form-data; name=\"a\rb\"", "x") + "--xYz--",
  ])
  func `refuses what is malformed`(text: String) throws {
    let error = #expect(throws: MultipartError.self) { try read(text) }
    #expect(error?.code == .malformed)
    #expect(error?.problem.status == .badRequest)
  }

  @Test(arguments: [
    "", "application/json", "multipart/form-data", "multipart/form-data; boundary=",
    "multipart/mixed; boundary=xYz",
    "multipart/form-data; boundary=\"x\r\ny\"",
    "multipart/form-data; boundary=\(String(repeating: "x", count: 71))",
    "multipart/form-data; boundary=x; boundary=y",
  ])
  func `refuses another type`(type: String) throws {
    let error = #expect(throws: MultipartError.self) { try read("--xYz--", type: type) }
    #expect(error?.problem.status == .unsupportedMediaType)
  }

  @Test func `refuses what is too much`() throws {
    var limits = Multipart.Limits()
    (limits.fieldCount, limits.fieldByteCount, limits.headerByteCount) = (2, 10, 100)
    let end = "--xYz--"
    let fits =
      Self.part(Self.name, "0123456789") + Self.part(Self.name, "") + Self.part(Self.file, "long and longer")
    #expect(try read(fits + end, limits).fields.count == 2)

    let tooMuch = [
      Self.part(Self.name, "0123456789a"), fits + Self.part(Self.name, ""), fits + Self.part(Self.file, ""),
      Self.part(Self.file, "") + Self.part(Self.file, ""),
    ]
    for text in tooMuch {
      let error = #expect(throws: MultipartError.self) { try read(text + end, limits) }
      #expect(error?.problem.status == .contentTooLarge, "\(text)")
    }
    let error = #expect(throws: MultipartError.self) {
      try read(Self.part(Self.name, "", "X: \(String(repeating: "y", count: 100))\r\n") + end, limits)
    }
    #expect(error?.code == .malformed)
  }

  @Test func `finds a sequence wherever windows end`() throws {
    let sequence = Array("\r\n--xYz".utf8)
    for offset in 0..<40 {
      let bytes = [UInt8](repeating: UInt8(ascii: "\r"), count: offset) + sequence + Array("\r\n--xY".utf8)
      var scanner = UploadScanner(try upload(bytes), windowSize: 16)
      #expect(try scanner.find(sequence, from: 0, within: .max) == offset)
      #expect(try scanner.find(sequence, from: 0, within: offset) == nil)
      #expect(try scanner.find(sequence, from: offset + 1, within: .max) == nil)
    }
  }

  @Test func `survives whatever is sent`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let form = Array((Self.part(Self.name, "one") + Self.part(Self.file, "two\r\n--x") + "--xYz--\r\n").utf8)
    for _ in 0..<300 {
      var bytes = form
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        guard let index = bytes.indices.randomElement(using: &generator) else { break }
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        default: bytes.insert(contentsOf: bytes[index...].prefix(9), at: index)
        }
      }
      let file = try upload(bytes)
      guard let form = try? Multipart(file, contentType: Self.type) else { continue }
      // Whatever was understood lies in the upload.
      for part in form.files { #expect(part.range.upperBound <= bytes.count, "seed \(seed)") }
    }
  }
}
