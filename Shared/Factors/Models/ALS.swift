import Glibc

/// Factors of users and items by alternating least squares on what was taken and what was not (Hu, Koren and Volinsky 2008,
/// with the penalties of Rendle et al. 2021).
public struct ALS: Sendable, Equatable {
  /// How far it is, for whoever waits.
  public struct Epoch: Sendable, Equatable {
    public let number: Int
    /// What is made as small as possible.
    public let loss: Double
  }

  public let settings: ALSSettings
  public private(set) var users: FactorMatrix
  public private(set) var items: FactorMatrix
  /// Of all items, which every row of a user depends on.
  private(set) var itemGram: [Float] = []

  /// The most that is held while it is made, beside the interactions.
  public static func bytesNeeded(userCount: Int, itemCount: Int, settings: ALSSettings) -> Int {
    let lane = RowSolver.bytesNeeded(factors: settings.factors)
    return saturating(4, userCount + itemCount, settings.factors)
      + saturating(max(1, settings.threads) + 1, lane)
  }

  /// Hands every epoch's loss to `report`, which may throw to give up. Takes long: not for a thread that others wait for.
  /// The same seed gives the same bytes for any number of threads.
  public init(
    _ interactions: Interactions, _ settings: ALSSettings = ALSSettings(),
    report: (Epoch, ALS) throws -> Void = { _, _ in }
  ) throws {
    try settings.check()
    let (userCount, itemCount) = (interactions.userCount, interactions.itemCount)
    try FactorsError.refuse(
      "\(settings.factors) factors of \(userCount) users and \(itemCount) items",
      needing: Self.bytesNeeded(userCount: userCount, itemCount: itemCount, settings: settings),
      above: settings.memoryLimit)
    self.settings = settings
    users = Self.start(userCount, settings, stream: 0)
    items = Self.start(itemCount, settings, stream: 1)
    for number in 1...settings.epochs {
      _ = try Self.fit(&items, to: users, interactions.byItem, Self.gram(users, settings), settings)
      itemGram = Self.gram(items, settings)
      var loss = try Self.fit(&users, to: items, interactions.byUser, itemGram, settings)
      loss += Self.penalty(items, interactions.byItem, userCount, settings)
      try report(Epoch(number: number, loss: loss), self)
    }
  }

  /// As it was kept: the factors of items, by which anybody's can be found.
  public init(items: FactorMatrix, _ settings: ALSSettings) throws(FactorsError) {
    try settings.check()
    guard items.columns == settings.factors else {
      throw FactorsError(.invalid, "rows of \(items.columns) factors are not of \(settings.factors)")
    }
    BLAS.prepare()
    self.settings = settings
    self.items = items
    users = FactorMatrix(unchecked: 0, settings.factors, [])
    itemGram = Self.gram(items, settings)
  }

  /// The factors of somebody with this history, who need not have been there: what fitting that row exactly comes to.
  public func factors(of history: [Weighted]) throws(FactorsError) -> [Float] {
    try check(history)
    BLAS.prepare()
    var exact = settings
    exact.solver = .exact
    var row = [Float](repeating: 0, count: settings.factors)
    let sorted = history.sorted { $0.id < $1.id }
    let isSolved = items.values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return true }
      let solver = RowSolver(base, count: items.rows, gram: itemGram, exact)
      return sorted.map(\.id).withUnsafeBufferPointer { columns in
        sorted.map(\.weight).withUnsafeBufferPointer { weights in
          edit(&row) { solver.solve(columns, weights, $0).isFinite }
        }
      }
    }
    guard isSolved else { throw FactorsError(.singular, "the factors of this history cannot be computed") }
    return row
  }

  func check(_ history: [Weighted]) throws(FactorsError) {
    for entry in history {
      guard 0..<items.rows ~= Int(entry.id) else {
        throw FactorsError(.invalid, "there is no item \(entry.id) in the model")
      }
      guard entry.weight > 0, entry.weight <= 1e9 else {
        throw FactorsError(.invalid, "item \(entry.id) of the history has the weight \(entry.weight)")
      }
    }
  }

  private static func start(_ rows: Int, _ settings: ALSSettings, stream: UInt64) -> FactorMatrix {
    let random = CountedRandom(seed: settings.seed, stream: stream)
    let scale = 1 / Double(settings.factors).squareRoot()
    var values = [Float](repeating: 0, count: rows * settings.factors)
    let blocks = Blocks(total: values.count, size: 65_536)
    edit(&values) { values in
      Lanes.forEach(blocks.count, threads: settings.threads) { block in
        for place in blocks[block] { values[place] = Float(scale * random.normal(place)) }
      }
    }
    return FactorMatrix(unchecked: rows, settings.factors, values)
  }

  /// unobserved * sum of y yT; in double precision from one block of rows to the next.
  private static func gram(_ matrix: FactorMatrix, _ settings: ALSSettings) -> [Float] {
    let width = matrix.columns
    let blocks = Blocks(total: matrix.rows, size: 4_096)
    var parts = [Float](repeating: 0, count: blocks.count * width * width)
    edit(&parts) { parts in
      Lanes.forEach(blocks.count, threads: settings.threads) { block in
        let rows = blocks[block]
        matrix.values.withUnsafeBufferPointer { values in
          BLAS.square(
            rows.count, width, values.start + rows.lowerBound * width, 0, parts + block * width * width
          )
        }
      }
    }
    var sum = [Double](repeating: 0, count: width * width)
    for block in 0..<blocks.count {
      for place in sum.indices { sum[place] += Double(parts[block * width * width + place]) }
    }
    var gram = [Float](repeating: 0, count: width * width)
    for row in 0..<width {
      for column in 0...row {
        let value = Float(settings.unobserved * sum[row * width + column])
        gram[row * width + column] = value
        gram[column * width + row] = value
      }
    }
    return gram
  }

  /// Fits every row; returns their part of the loss.
  private static func fit(
    _ matrix: inout FactorMatrix, to other: FactorMatrix, _ rows: SparseRows, _ gram: [Float],
    _ settings: ALSSettings
  ) throws(FactorsError) -> Double {
    let width = settings.factors
    let blocks = Blocks(total: rows.rowCount, size: 64)
    var losses = [Double](repeating: 0, count: blocks.count)
    edit(&losses) { losses in
      edit(&matrix.values) { values in
        rows.withPointers { starts, columns, weights in
          other.values.withUnsafeBufferPointer { others in
            guard let base = others.baseAddress else { return }
            Lanes.forEach(
              blocks.count, threads: settings.threads,
              scratch: { RowSolver(base, count: other.rows, gram: gram, settings) },
              { block, solver in
                for row in blocks[block] {
                  let range = starts[row]..<starts[row + 1]
                  losses[block] += solver.solve(
                    UnsafeBufferPointer(rebasing: columns[range]),
                    UnsafeBufferPointer(rebasing: weights[range]),
                    values + row * width)
                }
              })
          }
        }
      }
    }
    let loss = losses.reduce(0, +)
    guard loss.isFinite else {
      throw FactorsError(.singular, "the factors cannot be computed; a greater penalty makes that they can")
    }
    return loss
  }

  private static func penalty(
    _ matrix: FactorMatrix, _ rows: SparseRows, _ otherCount: Int, _ settings: ALSSettings
  ) -> Double {
    (0..<matrix.rows).reduce(0) { sum, row in
      let square = matrix[row].reduce(0) { $0 + Double($1) * Double($1) }
      let count = Double(rows.count(of: row)) + settings.unobserved * Double(otherCount)
      return sum + settings.penalty * count * square
    }
  }
}

extension SparseRows {
  func withPointers<Result>(
    _ body: (
      _ starts: UnsafeBufferPointer<Int>, _ columns: UnsafeBufferPointer<Int32>,
      _ values: UnsafeBufferPointer<Float>
    ) -> Result
  ) -> Result {
    starts.withUnsafeBufferPointer { starts in
      columns.withUnsafeBufferPointer { columns in
        values.withUnsafeBufferPointer { body(starts, columns, $0) }
      }
    }
  }
}
