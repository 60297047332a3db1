extension Value {
  /// The one value of a document that an API answers.
  static func document(_ bytes: [UInt8]) throws(Unreadable) -> Value {
    guard !bytes.isEmpty else { throw Unreadable("it is empty") }
    var nodes: [Node] = []
    var flaw: Flaw?
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var parser = Parser(Cursor(base: base, end: buffer.count, position: 0))
      do throws(Flaw) {
        nodes = try parser.parse()
        var rest = Cursor(base: base, end: buffer.count, position: parser.position)
        rest.skipSpace()
        if !rest.isAtEnd { throw Flaw("there is more behind it", offset: rest.position) }
      } catch { flaw = error }
    }
    if let flaw {
      throw Unreadable("it is no JSON: \(flaw.reason)\(flaw.offset.map { ", at byte \($0)" } ?? "")")
    }
    return Record(bytes: Bytes(bytes), nodes: nodes).root
  }
}
