import Synchronization

/// The API of MoovitaMix on loopback, in its documented shape: pages of at most a hundred, an empty one beyond the end,
/// 422 for a page or a size that cannot be.
public final class MoovitaMixServer: Sendable {
  fileprivate struct State {
    var world: MoovitaMixWorld
    /// Records instead of those of the world, by path.
    var records: [String: [String]] = [:]
    var saysTotals = true
    var ignoresPages = false
  }

  public let api: APIServer
  private let state: Held

  public init(_ world: MoovitaMixWorld) throws {
    let state = Held(State(world: world))
    self.state = state
    api = try APIServer { request in state.value.withLock { $0.answer(request) } }
  }

  public var url: String { api.url }

  /// Starts anew with other data.
  public func restart(with world: MoovitaMixWorld) {
    state.value.withLock { state in
      state.world = world
      state.records = [:]
    }
  }

  /// Gives these records instead of those of the world.
  public func give(_ records: [String], at path: String) {
    state.value.withLock { $0.records[path] = records }
  }

  /// Does not say how many there are, as the schema allows.
  public func keepTotalsToItself() { state.value.withLock { $0.saysTotals = false } }

  /// Gives the first page whatever is asked for.
  public func ignorePages() { state.value.withLock { $0.ignoresPages = true } }

  /// What it says to a request without a fault.
  public func answer(at path: String, page: Int, size: Int) -> APIAnswer {
    state.value.withLock { $0.answer(path, page: page, size: size) }
  }

  private final class Held: Sendable {
    let value: Mutex<State>
    init(_ state: State) { value = Mutex(state) }
  }
}

extension MoovitaMixServer.State {
  fileprivate func answer(_ request: APIRequest) -> APIAnswer {
    guard ["/users", "/tracks", "/listen_history"].contains(request.path) else {
      return APIAnswer(404, [:], #"{"detail":"Not Found"}"#)
    }
    guard let page = Int(request.query["page"] ?? "1"), let size = Int(request.query["size"] ?? "100"),
      page > 0,
      1...100 ~= size
    else {
      let detail =
        #"{"detail":[{"type":"less_than_equal","loc":["query","size"],"msg":"too large","input":"101"}]}"#
      return APIAnswer(422, ["Content-Type": "application/json"], detail)
    }
    return answer(request.path, page: page, size: size)
  }

  fileprivate func answer(_ path: String, page: Int, size: Int) -> APIAnswer {
    let all = records[path] ?? world.records(of: path)
    let first = ignoresPages ? 0 : (page - 1) * size
    let items = all.dropFirst(first).prefix(size).joined(separator: ",")
    let numbers =
      saysTotals
      ? #""total":\#(all.count),"page":\#(page),"size":\#(size),"pages":\#((all.count + size - 1) / size)"#
      : #""total":null,"page":null,"size":null,"pages":null"#
    return .json(#"{"items":[\#(items)],\#(numbers)}"#)
  }
}
