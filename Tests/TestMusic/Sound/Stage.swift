import Glibc
import Samples

/// Plays a score: each part into a buffer of its own, and from there left and right.
struct Stage {
  let recipe: Recipe
  let score: Score
  let kit: Kit
  let rate: Int
  private var left: [Float]
  private var right: [Float]
  private var draws: Draws

  init(_ recipe: Recipe, _ score: Score, kit: Kit) {
    self.recipe = recipe
    self.score = score
    self.kit = kit
    rate = recipe.mastering.rate
    let count = Int(recipe.duration * Double(rate))
    left = [Float](repeating: 0, count: count)
    right = left
    draws = recipe.draws(2)
  }

  mutating func mix() -> (left: [Float], right: [Float]) {
    var buffer = [Float](repeating: 0, count: left.count)
    for (index, part) in recipe.style.parts.enumerated() {
      let timbre = draws.pick(part.timbres)
      let gain = part.level * exp2(draws.value(-0.6...0.6))
      let late = recipe.looseness * draws.error() / 2
      let seed = UInt32(truncatingIfNeeded: draws.next())
      guard !score.notes[index].isEmpty else { continue }
      for place in buffer.indices { buffer[place] = 0 }
      perform(
        score.notes[index], Performer(timbre, rate: rate, cents: recipe.tuning, seed: seed), late, &buffer)
      if part.drive > 0 { overdrive(&buffer, Float(part.drive)) }
      if part.pumping > 0 { pump(&buffer, part.pumping) }
      pour(buffer, from: 0, gain: gain, place: part.place)
    }
    drum()
    return (left, right)
  }

  private mutating func perform(
    _ notes: [Score.Note], _ performer: Performer, _ late: Double, _ buffer: inout [Float]
  ) {
    var performer = performer
    let isStrummed = if case .string = performer.timbre.source { true } else { false }
    var strum = (start: -1.0, order: 0, error: 0.0)
    for note in notes {
      let isSame = note.start == strum.start
      strum = (note.start, isSame ? strum.order + 1 : 0, isSame ? strum.error : error())
      let spread = isStrummed ? Double(strum.order) * 0.007 : 0
      let start = recipe.timeline.time(of: note.start)
      let end = recipe.timeline.time(of: note.start + note.length)
      guard note.start >= recipe.timeline.entry - 1e-9 else { continue }
      performer.play(
        pitch: note.pitch, at: max(0, start + (late / 1000) + strum.error + spread), for: end - start,
        strength: note.strength, into: &buffer)
    }
  }

  /// Seconds.
  private mutating func error() -> Double { recipe.looseness * draws.error() / 1000 }

  private func overdrive(_ buffer: inout [Float], _ drive: Float) {
    let level = 1 / max(1, drive.squareRoot())
    for index in buffer.indices { buffer[index] = tanhf(buffer[index] * drive * 2) * level }
  }

  private func pump(_ buffer: inout [Float], _ amount: Double) {
    let fade = Float(exp(-1 / (0.13 * Double(rate))))
    var next = score.hits.lazy.filter { $0.drum == .kick }
      .map { Int(recipe.timeline.time(of: $0.start) * Double(rate)) }.filter { $0 >= 0 }.makeIterator()
    var kick = next.next()
    var depth: Float = 0
    for index in buffer.indices {
      depth *= fade
      while let at = kick, at <= index {
        depth = Float(amount)
        kick = next.next()
      }
      buffer[index] *= 1 - depth
    }
  }

  private mutating func pour(_ samples: [Float], from start: Int, gain: Double, place: Double) {
    let count = min(samples.count, left.count - start)
    guard count > 0, start >= 0 else { return }
    let gains = (Float(gain * (1 - max(0, place))), Float(gain * (1 + min(0, place))))
    samples.withUnsafeBufferPointer { samples in
      left.withUnsafeMutableBufferPointer { left in
        for index in 0..<count { left[start &+ index] += samples[index] * gains.0 }
      }
      right.withUnsafeMutableBufferPointer { right in
        for index in 0..<count { right[start &+ index] += samples[index] * gains.1 }
      }
    }
  }

  private mutating func drum() {
    guard !score.hits.isEmpty else { return }
    let (tuning, length) = (draws.value(0.88...1.14), draws.value(0.75...1.3))
    let seed = UInt32(truncatingIfNeeded: draws.next())
    let strokes = Drum.allCases.map { drum in
      kit.strokes[drum]?.samples(rate: Double(rate), tuning: tuning, length: length, seed: seed) ?? []
    }
    let balance = Drum.allCases.map { _ in exp2(draws.value(-0.5...0.5)) }
    let late = Drum.allCases.map { _ in recipe.looseness * draws.error() / 2000 }
    for hit in score.hits {
      guard let index = Drum.allCases.firstIndex(of: hit.drum), hit.start >= recipe.timeline.entry - 1e-9
      else { continue }
      let start = recipe.timeline.time(of: hit.start) + late[index] + error()
      pour(
        strokes[index], from: max(0, Int(start * Double(rate))),
        gain: hit.strength * balance[index] * recipe.mastering.drums, place: kit.strokes[hit.drum]?.place ?? 0
      )
    }
  }
}
