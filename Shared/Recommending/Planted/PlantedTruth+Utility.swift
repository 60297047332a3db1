import Factors
import Glibc
import Models

extension PlantedTruth {
  /// Of every track for one creator, without noise: what the best possible list is sorted by.
  func utilities(of creator: Creator, _ items: [PlantedWorld.Item]) -> [Double] {
    let genreShares = Dictionary(uniqueKeysWithValues: zip(Genre.allCases, creator.genres))
    let moodShares = Dictionary(uniqueKeysWithValues: zip(Mood.allCases, creator.moods))
    return items.indices.map { place in
      let item = items[place]
      let hidden = self.items[place]
      let distance = log2(hidden.tempo / creator.tempo)
      let octaves = distance - distance.rounded()
      let fit = exp(-(octaves / constants.tempoWidth).squared / 2)
      let affinity = zip(creator.latent, hidden.latent).reduce(0) { $0 + $1.0 * $1.1 } / 2
      return constants.popularityWeight * hidden.appeal
        + constants.genreWeight * (genreShares[item.genre] ?? 0)
        + constants.moodWeight * (moodShares[item.mood] ?? 0) + constants.tempoWeight * fit
        - constants.energyWeight * abs(item.energy - creator.energy) + constants.latentWeight * affinity
        + constants.velocityWeight * item.velocity
    }
  }

  /// The tracks that this creator uses, in the order in which they do; noise and order come from the random numbers alone.
  func uses(of creator: Creator, _ items: [PlantedWorld.Item], count: Int, _ random: CountedRandom) -> [Int32]
  {
    let utilities = utilities(of: creator, items)
    let noisy = utilities.enumerated().map { place, utility in
      utility - log(-log(max(random.uniform(place), 1e-300)))
    }
    let best = noisy.indices.sorted { noisy[$0] != noisy[$1] ? noisy[$0] > noisy[$1] : $0 < $1 }.prefix(count)
    // In an order that has nothing to do with how much they are liked.
    let key: (Int) -> UInt64 = { random.bits(items.count + $0) }
    return best.sorted { (key($0), $0) < (key($1), $1) }.map { Int32(truncatingIfNeeded: $0) }
  }
}
