/// Which servers a command needs.
enum Reach: Sendable, Equatable {
  /// None: it works with files, or with what was built in.
  case none
  /// Those of the installation, or a gateway in front of them.
  case gateway
  /// Files, and for what is stored the servers or a gateway.
  case sometimesServers
  /// The servers themselves: the gateway has nothing like it.
  case servers

  /// The one place that says what a gateway can be asked; what it does not name needs the servers.
  static func of(_ command: String) -> Reach { table[command] ?? .servers }

  static let table: [String: Reach] = {
    var table: [String: Reach] = [:]
    for name in asked { table[name] = .gateway }
    for name in alone { table[name] = Reach.none }
    for name in sometimes { table[name] = .sometimesServers }
    return table
  }()

  private static let asked = [
    "enqueue", "status", "recommend", "runs list", "runs show", "runs cancel", "queues list", "queues pause",
    "queues resume", "dead list", "dead show", "dead replay", "dead discard", "workers", "keys create",
    "keys list", "keys revoke", "audit", "models", "models use", "train", "search",
    "creator", "tracks find", "tracks show", "tracks variants", "runs wake", "datasets export",
    "tracks merge", "tracks split", "trends", "rights list",
    "rights show", "rights import", "datasets list", "datasets show", "datasets use", "datasets expire",
    "sources",
    "sources rejected", "import scrape", "import listing", "import spotify", "import movielens",
    "import moovitamix",
  ]

  // What is refused is so for a reason. The schema, the topology and the users of the broker are made before there is a
  // gateway, by who owns them. A library is a list of where its files lie, which workers open there: those of another
  // machine they cannot. An address to import from is asked by who names it: a gateway that asked any would reach what
  // only it can reach.

  private static let alone = [
    "media info", "media extract", "media fingerprint", "media compare", "hook", "traits", "samples",
    "evaluate ranking", "evaluate planted", "health", "sources rules",
    // It lists what is set, and looks at whatever that is.
    "doctor",
  ]

  private static let sometimes = ["analyze", "match"]
}

extension Command {
  /// Refuses to work on servers while a gateway is to be asked: nobody would know which of them it was.
  func check(_ context: Context) throws(CommandFailure) {
    guard Reach.of(name) == .servers, context.asksGateway else { return }
    throw Reach.refusal("\"hookline \(name)\"")
  }
}

extension Reach {
  static func refusal(_ what: String) -> CommandFailure {
    CommandFailure(
      "\(what) needs the servers themselves, and \(Remote.urlName) says to ask a gateway, which has no such thing; "
        + "run it beside the servers, with \(Remote.urlName) not set")
  }
}

extension Context {
  /// For what only some ways of a command need.
  func refuseServers() throws(CommandFailure) {
    if asksGateway { throw Reach.refusal("this") }
  }
}
