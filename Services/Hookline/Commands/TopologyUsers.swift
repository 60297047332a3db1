import Crypto
import Documents
import Management
import Messaging

extension Commands {
  private static let role = Option(
    "role", value: "ROLE[,ROLE]", help: "only these of topology, worker, producer, monitor (default all)")
  private static let prefix = Option(
    "prefix", value: "TEXT", help: "what the users' names begin with (default hookline-)")
  private static let passwordFile = Option(
    "password-file", value: "FILE", help: "take passwords from lines ROLE=PASSWORD, and add new ones there")
  private static let rotate = Option("rotate", help: "give new passwords to users that exist, too")

  static let topologyUsers = Command(
    name: "topology users",
    summary: "makes a broker user for each role, with the rights that it needs",
    examples: [
      .init(line: "topology users", meaning: "make them, or set their rights"),
      .init(line: "topology users --password-file broker.passwords", meaning: "keep their passwords there"),
      .init(line: "topology users --role worker --rotate", meaning: "a new password, printed once"),
    ],
    options: [role, prefix, passwordFile, rotate],
    notes: [
      "HOOKLINE_AMQP_MANAGEMENT_URL must name an administrator; the virtual host is that of",
      "HOOKLINE_AMQP_URL. May be repeated: users that exist keep their password unless the file",
      "has one or --rotate is given. Without a file new passwords are printed, this once. The file",
      "must be readable for its owner only, and is made so.",
    ]
  ) { invocation, context in
    let roles = try roles(invocation)
    let client = try managementClient(context)
    var file = try invocation[passwordFile].map { try PasswordFile(path: $0) }
    let prefix = invocation[prefix] ?? "hookline-"
    do {
      var accounts: [Account] = []
      for role in roles {
        let name = prefix + role.rawValue
        accounts.append(
          try Account(
            role, name, exists: await client.hasUser(name), given: file?[role],
            isRotating: invocation.has(rotate)))
      }
      // First, so that no password is lost that the broker knows already.
      for account in accounts where account.source == .generated { file?[account.role] = account.password }
      try file?.save()
      var done: [Account] = []
      // What was done before a failure must be known, too.
      defer { if !done.isEmpty { report(done, file: file, context.console) } }
      for account in accounts {
        try await client.setUser(account.name, password: account.password, role: account.role)
        done.append(account)
      }
      return .done
    } catch let error as MessagingError where [.permission, .authentication].contains(error.code) {
      throw CommandFailure("\(error); an administrator is needed in HOOKLINE_AMQP_MANAGEMENT_URL")
    }
  }

  private static func roles(_ invocation: Invocation) throws -> [BrokerRole] {
    guard let text = invocation[role] else { return BrokerRole.allCases }
    let roles = try text.split(separator: ",", omittingEmptySubsequences: false).map { name in
      guard let role = BrokerRole(rawValue: String(name)) else {
        let known = BrokerRole.allCases.map(\.rawValue).joined(separator: ", ")
        throw Misuse("--role takes some of \(known), not \"\(name)\"", invocation.command)
      }
      return role
    }
    return BrokerRole.allCases.filter(roles.contains)
  }

  /// A user as it is to be.
  private struct Account {
    enum Source: String {
      case generated, given, kept
    }

    let role: BrokerRole
    let name: String
    let isNew: Bool
    let source: Source
    /// `nil` where the broker's is kept.
    let password: String?

    init(
      _ role: BrokerRole, _ name: String, exists: Bool, given: String?, isRotating: Bool
    ) throws {
      self.role = role
      self.name = name
      isNew = !exists
      if let given, !isRotating {
        (source, password) = (.given, given)
      } else if exists, !isRotating {
        (source, password) = (.kept, nil)
      } else {
        (source, password) = (.generated, Base64URL.encode(try SecureRandom.bytes(count: 24)))
      }
    }

    /// What is shown, because it is nowhere else.
    func onlyCopy(file: PasswordFile?) -> String? { source == .generated && file == nil ? password : nil }
  }

  private static func report(_ accounts: [Account], file: PasswordFile?, _ console: Console) {
    if console.isJSON {
      return console.result([
        "users": .array(
          accounts.map { account in
            [
              "role": .string(account.role.rawValue), "user": .string(account.name),
              "made": .bool(account.isNew), "source": .string(account.source.rawValue),
              "password": JSONValue(account.onlyCopy(file: file)),
            ]
          })
      ])
    }
    var table = Table(["", "USER", "PASSWORD"])
    for account in accounts {
      let password =
        switch account.source {
        case .kept: "as it was"
        case .given: "from \(file?.path ?? "")"
        case .generated: account.onlyCopy(file: file) ?? "new, in \(file?.path ?? "")"
        }
      table.add([
        .init(account.isNew ? "made" : "set", .success), .init(account.name), .init(password),
      ])
    }
    console.result(table)
  }
}
