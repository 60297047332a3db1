import Models

/// The tracks of a world and how creators come across them.
struct Charts {
  let tracks: [SampleTrack]
  /// The numbers of each genre's tracks from the most popular on, in the order of `Genre.allCases`.
  private let shelves: [[Int]]
  private let all: [Int]

  init(count: Int, seed: UInt64) {
    let genres = Genre.allCases
    var draws = Draws(seed, .popularity)
    let ranks = draws.shuffled(Array(0..<count))
    var tracks: [SampleTrack] = []
    tracks.reserveCapacity(count)
    // Each run of as many tracks as there are genres has each of them once.
    for start in stride(from: 0, to: count, by: genres.count) {
      var draws = Draws(seed, .genreDeck, start)
      for (number, genre) in zip(start..<count, draws.shuffled(genres)) {
        tracks.append(SampleTrack(number, genre: genre, rank: ranks[number], seed: seed))
      }
    }
    var numbers = Array(repeating: 0, count: count)
    for (number, rank) in ranks.enumerated() { numbers[rank] = number }
    self.tracks = tracks
    all = numbers
    shelves = genres.map { genre in numbers.filter { tracks[$0].genre == genre } }
  }

  /// Of six of the genre that it comes across, the popular ones more often, the one that suits the video best.
  func choice(of genre: Genre?, mood: Mood?, tempo: Tempo?, _ draws: inout Draws) -> Int? {
    let shelf = genre.flatMap { Genre.allCases.firstIndex(of: $0) }.map { shelves[$0] } ?? all
    guard !shelf.isEmpty else { return nil }
    var best = glance(at: shelf, &draws)
    guard genre != nil else { return best }
    for _ in 0..<5 {
      let other = glance(at: shelf, &draws)
      if misfit(other, mood, tempo) < misfit(best, mood, tempo) { best = other }
    }
    return best
  }

  private func glance(at shelf: [Int], _ draws: inout Draws) -> Int {
    let fraction = draws.fraction()
    return shelf[Int(Double(shelf.count) * fraction * fraction)]
  }

  /// How much faster the faster one of the tempos is; another mood is as bad as an eighth.
  private func misfit(_ number: Int, _ mood: Mood?, _ tempo: Tempo?) -> Double {
    let track = tracks[number]
    let beats = track.tempo.beatsPerMinute
    let distance = tempo.map { max($0.beatsPerMinute / beats, beats / $0.beatsPerMinute) - 1 } ?? 0
    return distance + (mood == nil || mood == track.mood ? 0 : 0.125)
  }
}
