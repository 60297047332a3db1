/// Keeps what is alike apart: maximal marginal relevance, and at most two of an artist among the first ten.
struct Diversity {
  /// How much the score counts; the rest is how little a track is like those before it.
  static let relevance = 0.7
  static let artistLimit = 2
  static let top = 10

  /// The order of `count` candidates. Where only more of one artist is left, it is taken all the same.
  static func order(
    _ count: Int, of candidates: [Shortlisted], artist: (Int) -> String?, features: (Int) -> [Double]
  ) -> [Int] {
    let relevances = candidates.relevances
    let vectors = candidates.indices.map { unit(features($0)) }
    let artists = candidates.indices.map(artist)
    var alike = [Double](repeating: 0, count: candidates.count)
    var counts: [String: Int] = [:]
    var left = Array(candidates.indices)
    var chosen: [Int] = []
    while chosen.count < count, !left.isEmpty {
      let isTop = chosen.count < top
      let open = left.indices.filter { place in
        !isTop || artists[left[place]].map { counts[$0, default: 0] < artistLimit } ?? true
      }
      var best: (place: Int, value: Double)?
      for place in open.isEmpty ? Array(left.indices) : open {
        let value = relevance * relevances[left[place]] - (1 - relevance) * alike[left[place]]
        if value > best?.value ?? -.infinity { best = (place, value) }
      }
      guard let best else { break }
      let candidate = left.remove(at: best.place)
      if let artist = artists[candidate] { counts[artist, default: 0] += 1 }
      for other in left { alike[other] = max(alike[other], cosine(vectors[candidate], vectors[other])) }
      chosen.append(candidate)
    }
    return chosen
  }

  /// Of vectors of length 1.
  private static func cosine(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static func unit(_ vector: [Double]) -> [Double] {
    let length = vector.reduce(0) { $0 + $1.squared }.squareRoot()
    return length > 0 ? vector.map { $0 / length } : vector
  }
}
