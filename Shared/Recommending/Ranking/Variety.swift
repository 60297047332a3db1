/// Keeps one artist from filling what everybody looks at.
enum Variety {
  /// How many tracks of one artist the top of a list may have, and how many places that is.
  static let limit = 2
  static let top = 10

  /// The best `length`, but those of an artist who has enough at the top come behind it. Where there is nothing else to
  /// show, they stay: a short list helps nobody.
  static func choose(
    _ length: Int, from queue: inout BestFirst, artist: (Scored) -> String?
  ) -> [Scored] {
    var chosen: [Scored] = []
    var postponed: [Scored] = []
    var counts: [String: Int] = [:]
    while chosen.count < min(top, length), let next = queue.next() {
      guard let artist = artist(next) else {
        chosen.append(next)
        continue
      }
      guard counts[artist, default: 0] < limit else {
        // No more of them than the list has places can ever come into it.
        if postponed.count < length { postponed.append(next) }
        continue
      }
      counts[artist, default: 0] += 1
      chosen.append(next)
    }
    // What was postponed is better than everything that is left.
    var waiting = postponed[...]
    while chosen.count < length, let best = waiting.popFirst() ?? queue.next() { chosen.append(best) }
    return chosen
  }
}
