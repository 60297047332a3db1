import Glibc

/// What sounds in each unit of a grid: notes, timbre, rhythm and force, each weighed against how it varies in this sound.
struct BeatFeatures: Sendable {
  /// Numbers of a unit: 12 notes, 12 cepstra, 6 onsets, loudness and brightness.
  static let width = 32
  /// How much notes, timbre, rhythm and force count.
  private static let weights = [2.0, 1, 2, 1]
  /// Seconds that an onset shows itself before it comes.
  private static let lead = 0.02

  let count: Int
  /// The mean of the squared distance of two units that have nothing to do with each other is 2.
  private(set) var values: [Float]
  /// The mean logarithm of each unit's spectrum; only differences mean something.
  let levels: [Double]
  /// What the notes of each unit are less than, so that they can be sung in another key.
  let noteMeans: [Float]

  init(_ grid: UnitGrid, _ heard: Heard, _ chroma: Chroma) {
    count = grid.count
    values = [Float](repeating: 0, count: grid.count * Self.width)
    let notes = FrameMeans(chroma.values, width: 12, rate: chroma.rate).rows(grid.times)
    let cepstra = FrameMeans(
      heard.timbre.coefficients, width: TimbreFrames.coefficientCount, rate: heard.timbre.rate
    ).rows(grid.times)
    levels = cepstra.map { $0[0] }
    let chords = Self.centred(notes.map(Self.normalized))
    let noteScale = Self.scale(of: Self.weights[0])
    noteMeans = chords.means.map { Float($0 * noteScale) }
    put(chords.rows, at: 0, weight: Self.weights[0])
    put(Self.centred(cepstra.map { Array($0.dropFirst()) }).rows, at: 12, weight: Self.weights[1])
    put(Self.standardized(Self.onsets(grid, heard.onsets)), at: 24, weight: Self.weights[2])
    put(Self.standardized(Self.forces(grid, heard.shape)), at: 30, weight: Self.weights[3])
  }

  private mutating func put(_ rows: [[Double]], at column: Int, weight: Double) {
    let scale = Self.scale(of: weight)
    for (unit, row) in rows.enumerated() {
      for (offset, value) in row.enumerated() {
        values[unit * Self.width + column + offset] = Float(value * scale)
      }
    }
  }

  private static func scale(of weight: Double) -> Double { (weight / weights.reduce(0, +)).squareRoot() }

  /// Low, middle and high onsets of both halves of each unit.
  private static func onsets(_ grid: UnitGrid, _ curves: OnsetCurves) -> [[Double]] {
    guard grid.count > 0 else { return [] }
    var halves: [Double] = []
    for unit in 0..<grid.count {
      halves += [grid.times[unit] - lead, (grid.times[unit] + grid.times[unit + 1]) / 2 - lead]
    }
    halves.append(grid.times[grid.count] - lead)
    let means = [curves.low, curves.middle, curves.high].map {
      FrameMeans($0, width: 1, rate: curves.rate).rows(halves)
    }
    return (0..<grid.count).map { unit in
      [2 * unit, 2 * unit + 1].flatMap { half in means.map { max(0, $0[half][0]).squareRoot() } }
    }
  }

  /// Decibels and octaves of brightness, what is far from the usual cut off: a soft beginning is as soft as silence.
  private static func forces(_ grid: UnitGrid, _ shape: ShapeFrames) -> [[Double]] {
    let columns = [
      FrameMeans(shape.powers, width: 1, rate: shape.rate).rows(grid.times).map { 10 * log10($0[0] + 1e-9) },
      FrameMeans(shape.centroids, width: 1, rate: shape.rate).rows(grid.times).map { log2($0[0] + 50) },
    ].map(clipped)
    return (0..<grid.count).map { unit in columns.map { $0[unit] } }
  }

  private static func clipped(_ values: [Double]) -> [Double] {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return values }
    let low = sorted[(sorted.count - 1) * 15 / 100], high = sorted[(sorted.count - 1) * 85 / 100]
    let reach = high - low
    return values.map { min(high + reach / 2, max(low - reach / 2, $0)) }
  }

  private static func normalized(_ row: [Double]) -> [Double] {
    let norm = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return norm > 1e-9 ? row.map { $0 / norm } : row
  }

  /// Less the means, so that the squared norm is 1 on average; the means are in the same measure.
  private static func centred(_ rows: [[Double]]) -> (rows: [[Double]], means: [Double]) {
    let means = means(rows)
    let centred = rows.map { zip($0, means).map { $0 - $1 } }
    let square = centred.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } } / Double(max(1, rows.count))
    guard square > 1e-9 else { return (rows.map { $0.map { _ in 0 } }, means.map { _ in 0 }) }
    let norm = square.squareRoot()
    return (centred.map { $0.map { $0 / norm } }, means.map { $0 / norm })
  }

  /// Each column less its mean, all columns alike in how they vary, so that the squared norm is 1 on average.
  private static func standardized(_ rows: [[Double]]) -> [[Double]] {
    let means = means(rows)
    let centred = rows.map { zip($0, means).map { $0 - $1 } }
    guard let width = rows.first?.count else { return [] }
    let scales = (0..<width).map { column -> Double in
      let variance = centred.reduce(0) { $0 + $1[column] * $1[column] } / Double(rows.count)
      return variance > 1e-12 ? 1 / (variance * Double(width)).squareRoot() : 0
    }
    return centred.map { zip($0, scales).map { $0 * $1 } }
  }

  private static func means(_ rows: [[Double]]) -> [Double] {
    var means = [Double](repeating: 0, count: rows.first?.count ?? 0)
    for row in rows { for column in means.indices { means[column] += row[column] / Double(rows.count) } }
    return means
  }
}
