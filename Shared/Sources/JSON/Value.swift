import Glibc

/// A value of a record, or the lack of one: what is missing has no members, no elements and no text, so that a path can be
/// followed without asking at each step.
struct Value {
  private let record: Record?
  private let index: Int

  static let missing = Value()

  init(record: Record, index: Int) {
    self.record = record
    self.index = index
  }

  private init() {
    record = nil
    index = 0
  }

  /// Nil for what is missing and for `null`.
  var kind: Node.Kind? {
    guard let node, node.kind != .null else { return nil }
    return node.kind
  }

  var exists: Bool { kind != nil }
  var isObject: Bool { kind == .object }
  var isList: Bool { kind == .list }

  /// How long it is in the file.
  var byteCount: Int { node.map { Int($0.end - $0.start) } ?? 0 }

  private var node: Node? { record.map { $0.nodes[index] } }

  /// Its bytes in the file, as they stand there.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    guard let record, let node else { return nil }
    return body(
      UnsafeBufferPointer(start: record.bytes.base + Int(node.start), count: Int(node.end - node.start)))
  }

  /// The member of an object. Keys with escapes are not found; no known key has any.
  subscript(key: StaticString) -> Value {
    guard let record, let node, node.kind == .object else { return .missing }
    let base = record.bytes.base
    var at = index + 1
    while at < Int(node.next) {
      let name = record.nodes[at]
      let isIt =
        Int(name.end - name.start) == key.utf8CodeUnitCount
        && memcmp(base + Int(name.start), key.utf8Start, key.utf8CodeUnitCount) == 0
      if isIt { return Value(record: record, index: at + 1) }
      at = Int(record.nodes[at + 1].next)
    }
    return .missing
  }

  /// The first of these members that says something.
  subscript(first: StaticString, others: StaticString...) -> Value {
    let value = self[first]
    if value.exists { return value }
    for key in others {
      let value = self[key]
      if value.exists { return value }
    }
    return .missing
  }

  func has(_ keys: StaticString...) -> Bool { keys.contains { self[$0].exists } }

  /// The elements of a list, at most as many.
  func elements(atMost limit: Int = 1_000) -> [Value] {
    guard let record, let node, node.kind == .list else { return [] }
    var elements: [Value] = []
    var at = index + 1
    while at < Int(node.next), elements.count < limit {
      elements.append(Value(record: record, index: at))
      at = Int(record.nodes[at].next)
    }
    return elements
  }
}
