/// How factors are fitted.
public struct ALSSettings: Sendable, Equatable {
  /// How the system of equations of a row is solved.
  public enum Solver: Sendable, Equatable {
    /// By Cholesky.
    case exact
    /// By so many steps of conjugate gradients, from where the row was.
    case steps(Int)
  }

  public var factors: Int
  public var epochs: Int
  /// Of large factors, times what a row has of interactions and of everything else.
  public var penalty: Double
  /// How much it counts that an item was not taken, where that it was taken counts 1.
  public var unobserved: Double
  public var solver: Solver
  public var seed: UInt64
  /// Bytes that may be held while it is made.
  public var memoryLimit: Int
  public var threads: Int

  public init(
    factors: Int = 64, epochs: Int = 12, penalty: Double = 0.01, unobserved: Double = 0.1,
    solver: Solver = .steps(3), seed: UInt64 = 1, memoryLimit: Int = 16_000_000_000, threads: Int = 1
  ) {
    self.factors = factors
    self.epochs = epochs
    self.penalty = penalty
    self.unobserved = unobserved
    self.solver = solver
    self.seed = seed
    self.memoryLimit = memoryLimit
    self.threads = threads
  }

  func check() throws(FactorsError) {
    guard 1...1_024 ~= factors, 1...10_000 ~= epochs else {
      throw FactorsError(.invalid, "there can be 1 to 1,024 factors and 1 to 10,000 epochs")
    }
    guard penalty > 0, penalty <= 1e6, unobserved > 0, unobserved <= 1e6 else {
      throw FactorsError(.invalid, "the penalty and the weight of the unobserved are above 0 and at most 1e6")
    }
    if case .steps(let count) = solver, !(1...1_000 ~= count) {
      throw FactorsError(.invalid, "a row is solved in 1 to 1,000 steps")
    }
  }
}
