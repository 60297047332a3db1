/// Finds terms by their bytes, letter by letter.
struct Trie {
  private struct Node {
    var byte: UInt8
    var entry: Int32 = -1
    var stem: Int32 = -1
    var firstChild: Int32 = -1
    var nextSibling: Int32 = -1
  }

  /// A place in the tree: what was read so far is the beginning of a term.
  struct Place {
    fileprivate let node: Int32
  }

  private var nodes: [Node] = []
  /// The first letter has a hundred siblings; the others have few.
  private var roots = [Int32](repeating: -1, count: 256)

  func begin(_ byte: UInt8) -> Place? {
    let node = roots[Int(byte)]
    return node < 0 ? nil : Place(node: node)
  }

  func step(_ place: Place, _ byte: UInt8) -> Place? {
    var node = nodes[Int(place.node)].firstChild
    while node >= 0, nodes[Int(node)].byte != byte { node = nodes[Int(node)].nextSibling }
    return node < 0 ? nil : Place(node: node)
  }

  /// The number of the term that ends here.
  func entry(at place: Place) -> Int? {
    let entry = nodes[Int(place.node)].entry
    return entry < 0 ? nil : Int(entry)
  }

  /// The number of the term that all words beginning so are.
  func stem(at place: Place) -> Int? {
    let entry = nodes[Int(place.node)].stem
    return entry < 0 ? nil : Int(entry)
  }

  /// From a place, or the root, along these bytes.
  func walk(_ bytes: ArraySlice<UInt8>, from start: Place? = nil) -> Place? {
    var place = start
    for byte in bytes {
      guard let next = place.map({ step($0, byte) }) ?? begin(byte) else { return nil }
      place = next
    }
    return place
  }

  func entry(of term: some Sequence<UInt8>) -> Int? { walk(Array(term)[...]).flatMap(entry) }

  /// The number of the term, which is `new` if it was not there.
  mutating func insert(_ term: [UInt8], new: Int, isStem: Bool) -> Int {
    var current: Int32 = -1
    for byte in term { current = child(of: current, byte) }
    precondition(current >= 0, "a term has a letter")
    let path = isStem ? \Node.stem : \Node.entry
    if nodes[Int(current)][keyPath: path] < 0 { nodes[Int(current)][keyPath: path] = Int32(new) }
    return Int(nodes[Int(current)][keyPath: path])
  }

  private mutating func child(of parent: Int32, _ byte: UInt8) -> Int32 {
    let known = parent < 0 ? begin(byte) : step(Place(node: parent), byte)
    if let known { return known.node }
    let new = Int32(nodes.count)
    var node = Node(byte: byte)
    if parent < 0 {
      roots[Int(byte)] = new
    } else {
      node.nextSibling = nodes[Int(parent)].firstChild
      nodes[Int(parent)].firstChild = new
    }
    nodes.append(node)
    return new
  }
}
