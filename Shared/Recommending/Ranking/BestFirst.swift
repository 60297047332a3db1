import Models

/// A track's score, and where it stands among the candidates.
struct Scored {
  let score: Double
  let track: Track.ID
  let place: Int

  /// Equal scores go by number, so that the order is always the same.
  func isBefore(_ other: Scored) -> Bool {
    score == other.score ? track < other.track : score > other.score
  }
}

/// Hands out scores from the best on (a heap): the order of what nobody asks for is never found out.
struct BestFirst {
  private var heap: [Scored]

  init(_ scored: [Scored]) {
    heap = scored
    for place in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(place) }
  }

  mutating func next() -> Scored? {
    guard let best = heap.first, let last = heap.popLast() else { return nil }
    if !heap.isEmpty {
      heap[0] = last
      sink(0)
    }
    return best
  }

  private mutating func sink(_ start: Int) {
    var place = start
    while true {
      var best = place
      for child in 2 * place + 1...2 * place + 2 where child < heap.count && heap[child].isBefore(heap[best])
      {
        best = child
      }
      guard best != place else { return }
      heap.swapAt(place, best)
      place = best
    }
  }
}
