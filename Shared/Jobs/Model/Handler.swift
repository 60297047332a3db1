import FoundationEssentials
public import Messaging
public import Storage

/// What a task brings to its handler, read from the body of its message.
public protocol JobInput: Sendable {
  init(body: [UInt8]) throws
}

extension JobInput where Self: Decodable {
  public init(body: [UInt8]) throws {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    self = try decoder.decode(Self.self, from: Data(body))
  }
}

/// For handlers that need nothing but the task's id.
public struct NoInput: JobInput {
  public init(body: [UInt8]) throws {}
}

/// A result on its way to the database, with the task that it belongs to.
public struct Finished<Result: Sendable>: Sendable {
  public let task: TaskID
  public let run: RunID?
  public let result: Result
}

/// What a worker does with one task.
///
/// It may run more than once for the same task; what it stores is stored once. Everything that it throws is a
/// failure that may pass: the task comes again after a while, until its attempts are used up.
public protocol Handler: Sendable {
  associatedtype Input: JobInput
  associatedtype Result: Sendable

  var kind: JobKind { get }
  func handle(_ job: Job<Input>) async throws -> Outcome<Result>
  /// Writes results, each once, in the transaction that ends their tasks. Sort by key what is written to tables that
  /// other tasks write to as well.
  func store(_ results: [Finished<Result>], _ session: Session) throws
}

extension Handler where Result == Void {
  public func store(_ results: [Finished<Void>], _ session: Session) throws {}
}

/// What a worker does with many tasks at once, where that is cheaper than one by one.
public protocol BatchHandler: Sendable {
  associatedtype Input: JobInput
  associatedtype Result: Sendable

  var kind: JobKind { get }
  /// How many tasks come at once, at most.
  var batchLimit: Int { get }
  /// An outcome for each job, in their order. What it throws is a failure of each.
  func handle(_ jobs: [Job<Input>]) async throws -> [Outcome<Result>]
  /// Finishes a task whose outcome was `.long`: alone, guarded by a lease, in a slot for what takes long. The others of
  /// its batch are settled meanwhile.
  func handleLong(_ job: Job<Input>) async throws -> Outcome<Result>
  func store(_ results: [Finished<Result>], _ session: Session) throws
}

extension BatchHandler {
  public func handleLong(_ job: Job<Input>) async throws -> Outcome<Result> {
    .discard(because: "nothing takes long here")
  }
}

extension BatchHandler where Result == Void {
  public func store(_ results: [Finished<Void>], _ session: Session) throws {}
}
