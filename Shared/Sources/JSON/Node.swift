/// One value of a parsed record, or the key of one. The nodes of a record lie behind each other as in the text.
struct Node {
  enum Kind: UInt8 { case object, list, string, number, yes, no, null }

  var kind: Kind
  /// Of its first byte in memory; a string's is behind the quote.
  var start: Int32
  /// Behind its last byte; a string's is at the quote.
  var end: Int32
  /// The node that follows it and all that is in it.
  var next: Int32
}

/// A record as it stands in memory: the bytes and where in them the values are.
final class Record: Sendable {
  let bytes: Bytes
  let nodes: [Node]

  init(bytes: Bytes, nodes: [Node]) {
    self.bytes = bytes
    self.nodes = nodes
  }

  var root: Value { Value(record: self, index: 0) }
}
