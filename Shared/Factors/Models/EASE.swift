/// What each item says for each other one, by a linear model with a closed solution (Steck 2019).
///
/// Two forms of one model. The primal form keeps a number for every pair of items. The dual form keeps one for every pair of
/// a user and an item, and is the smaller one where users are fewer than items.
public struct EASE: Sendable {
  public enum Form: String, Sendable, CaseIterable { case dual, primal }

  public struct Settings: Sendable, Equatable {
    /// Of large weights; the greater, the more is said by what many users do.
    public var penalty: Double
    /// The smaller one where it is not said.
    public var form: Form?
    /// Bytes that may be held while it is made.
    public var memoryLimit: Int
    public var threads: Int

    public init(
      penalty: Double = 150, form: Form? = nil, memoryLimit: Int = 8_000_000_000, threads: Int = 1
    ) {
      self.penalty = penalty
      self.form = form
      self.memoryLimit = memoryLimit
      self.threads = threads
    }
  }

  public let form: Form
  public let itemCount: Int
  public let settings: Settings
  let interactions: Interactions
  /// Rows of items: for each user in the dual form, for each item in the primal one.
  let weights: [Double]
  /// What the sums of the dual form are divided by, for each item; empty in the primal one.
  let divisors: [Double]

  /// The most that is held while it is made, beside the interactions.
  public static func bytesNeeded(userCount: Int, itemCount: Int, form: Form) -> Int {
    switch form {
    case .dual: saturating(8, userCount, userCount) + saturating(8, userCount + 1, itemCount)
    case .primal: saturating(16, itemCount, itemCount)
    }
  }

  public static func smallerForm(userCount: Int, itemCount: Int) -> Form {
    let sizes = Form.allCases.map { bytesNeeded(userCount: userCount, itemCount: itemCount, form: $0) }
    return sizes[0] <= sizes[1] ? .dual : .primal
  }

  /// Throws where it would be too large, or the penalty is not positive. Takes long: not for a thread that others wait for.
  public init(_ interactions: Interactions, _ settings: Settings = Settings()) throws(FactorsError) {
    guard settings.penalty > 0, settings.penalty <= 1e12 else {
      throw FactorsError(
        .invalid, "the penalty has to be above 0 and at most 1e12, and is \(settings.penalty)")
    }
    let (users, items) = (interactions.userCount, interactions.itemCount)
    form = settings.form ?? Self.smallerForm(userCount: users, itemCount: items)
    try FactorsError.refuse(
      "a linear model of \(users) users and \(items) items in its \(form) form",
      needing: Self.bytesNeeded(userCount: users, itemCount: items, form: form), above: settings.memoryLimit)
    self.interactions = interactions
    self.settings = settings
    itemCount = items
    BLAS.prepare()
    switch form {
    case .dual:
      weights = try Self.dualWeights(interactions, settings)
      divisors = Self.divisors(interactions, weights)
    case .primal:
      weights = try Self.primalWeights(interactions, settings)
      divisors = []
    }
  }

  /// K^-1 X with K = X XT + penalty.
  private static func dualWeights(
    _ interactions: Interactions, _ settings: Settings
  ) throws(FactorsError) -> [Double] {
    let (users, items) = (interactions.userCount, interactions.itemCount)
    var kernel = products(of: interactions.byUser, through: interactions.byItem, settings)
    var weights = [Double](repeating: 0, count: users * items)
    interactions.byUser.forEach { user, item, weight in weights[user * items + item] = Double(weight) }
    try edit(&kernel) { (values) throws(FactorsError) in
      let matrix = Definite(size: users, values: values, threads: settings.threads)
      try matrix.decompose()
      edit(&weights) { right in matrix.solve(right, count: items) }
    }
    return weights
  }

  /// 1 - xT w, which is the penalty times the diagonal of the primal inverse.
  private static func divisors(_ interactions: Interactions, _ weights: [Double]) -> [Double] {
    var divisors = [Double](repeating: 1, count: interactions.itemCount)
    interactions.byUser.forEach { user, item, weight in
      divisors[item] -= Double(weight) * weights[user * interactions.itemCount + item]
    }
    return divisors
  }

  /// B = -P / diagonal of P, with P = (XT X + penalty)^-1 and zeros on the diagonal of B.
  private static func primalWeights(
    _ interactions: Interactions, _ settings: Settings
  ) throws(FactorsError) -> [Double] {
    let items = interactions.itemCount
    var matrix = products(of: interactions.byItem, through: interactions.byUser, settings)
    try edit(&matrix) { (values) throws(FactorsError) in
      let definite = Definite(size: items, values: values, threads: settings.threads)
      try definite.decompose()
      var spare = [Double](repeating: 0, count: items * items)
      edit(&spare) { definite.invert($0) }
      let diagonal = (0..<items).map { values[$0 * items + $0] }
      for row in 0..<items {
        for column in 0..<items { values[row * items + column] /= -diagonal[column] }
        values[row * items + row] = 0
      }
    }
    return matrix
  }

  /// R RT + penalty for the rows R, of which `turned` has the columns.
  private static func products(
    of rows: SparseRows, through turned: SparseRows, _ settings: Settings
  ) -> [Double] {
    let size = rows.rowCount
    var matrix = [Double](repeating: 0, count: size * size)
    edit(&matrix) { matrix in
      Lanes.forEach(size, threads: settings.threads) { row in
        let target = matrix + row * size
        for place in rows.starts[row]..<rows.starts[row + 1] {
          let column = Int(rows.columns[place])
          let weight = Double(rows.values[place])
          for other in turned.starts[column]..<turned.starts[column + 1] {
            target[Int(turned.columns[other])] += weight * Double(turned.values[other])
          }
        }
        target[row] += settings.penalty
      }
    }
    return matrix
  }
}
