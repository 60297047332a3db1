import Learning
import Models

/// Creators who live in villages: those of one use the tracks of one, and here and there any.
struct Villages {
  /// Too little for the linear model of the usual ones, and enough for factors.
  static let scarce = 4_000_000

  var creators = 500
  var tracks = 600
  var villages = 12
  var uses = 12
  var seed: UInt64 = 4_711

  func taken() -> [TrackTaken] {
    var draws = seed
    func next(_ below: Int) -> Int {
      draws = draws &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((draws >> 33) % UInt64(below))
    }
    var taken: [TrackTaken] = []
    for creator in 0..<creators {
      for use in 0..<uses {
        let own = next(tracks / villages) * villages + creator % villages
        let track = next(10) == 0 ? next(tracks) : own
        taken.append(
          TrackTaken(
            Author.ID(Int64(1_000 + creator)), Track.ID(Int64(10 * track + 5)),
            at: Int64(100 * use + next(50))))
      }
    }
    return taken
  }

  func village(of track: Track.ID) -> Int { Int(track.rawValue - 5) / 10 % villages }
}
