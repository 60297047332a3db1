import Glibc

/// A room: four delays that feed each other, dimmer with every turn.
struct Reverb {
  private var lines: [[Float]]
  private var places = [0, 0, 0, 0]
  private var dim: [Float] = [0, 0, 0, 0]
  private let keep: [Float]

  init(seconds: Double, rate: Int) {
    let lengths = [0.0297, 0.0371, 0.0411, 0.0437].map { max(2, Int($0 * Double(rate))) }
    lines = lengths.map { [Float](repeating: 0, count: $0) }
    keep = lengths.map { Float(pow(0.001, Double($0) / Double(rate) / seconds)) }
  }

  mutating func add(to left: inout [Float], _ right: inout [Float], wetness: Float) {
    for index in left.indices {
      let input = (left[index] + right[index]) * 0.5
      var outs: (Float, Float, Float, Float) = (0, 0, 0, 0)
      outs.0 = turn(0)
      outs.1 = turn(1)
      outs.2 = turn(2)
      outs.3 = turn(3)
      // A mixing that loses nothing (Hadamard).
      feed(0, input + (outs.0 + outs.1 + outs.2 + outs.3) * 0.5)
      feed(1, input + (outs.0 - outs.1 + outs.2 - outs.3) * 0.5)
      feed(2, input + (outs.0 + outs.1 - outs.2 - outs.3) * 0.5)
      feed(3, input + (outs.0 - outs.1 - outs.2 + outs.3) * 0.5)
      left[index] += (outs.0 + outs.2) * wetness
      right[index] += (outs.1 + outs.3) * wetness
    }
  }

  @inline(__always)
  private mutating func turn(_ line: Int) -> Float {
    let sample = lines[line][places[line]] * keep[line]
    dim[line] += 0.6 * (sample - dim[line])
    return dim[line]
  }

  @inline(__always)
  private mutating func feed(_ line: Int, _ sample: Float) {
    lines[line][places[line]] = sample
    places[line] = places[line] &+ 1 == lines[line].count ? 0 : places[line] &+ 1
  }
}
