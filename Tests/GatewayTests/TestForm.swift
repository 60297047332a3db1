/// A form with a file in it, as a browser sends it.
struct TestForm {
  let type: String
  let bytes: [UInt8]

  init(
    _ fields: [(String, [UInt8])], file: (field: String, name: String, bytes: [UInt8])?,
    also: [(field: String, name: String, bytes: [UInt8])] = [], boundary: String = "xYz"
  ) {
    type = "multipart/form-data; boundary=\(boundary)"
    var bytes: [UInt8] = []
    for (name, value) in fields {
      bytes += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n".utf8) + value
      bytes += Array("\r\n".utf8)
    }
    for file in (file.map { [$0] } ?? []) + also {
      let name = file.name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "%22")
      let header =
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(name)\"\r\n"
        + "Content-Type: application/octet-stream\r\n\r\n"
      bytes += Array(header.utf8) + file.bytes + Array("\r\n".utf8)
    }
    self.bytes = bytes + Array("--\(boundary)--\r\n".utf8)
  }
}
