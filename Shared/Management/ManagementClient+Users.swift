import HTTP
public import Messaging

/// What only an administrator of the broker may do.
extension ManagementClient {
  private var vhost: String { settings.virtualHost }

  public func makeVirtualHost() async throws { try await write(.put, ["vhosts", vhost], [String: String]()) }

  /// Deletes the virtual host with all that is in it.
  public func deleteVirtualHost() async throws { try await delete(["vhosts", vhost]) }

  public func hasUser(_ name: String) async throws -> Bool { try await user(name) != nil }

  /// Makes a user who may do what the role needs in the virtual host, or sets an existing one to that. Without a
  /// password an existing user keeps the one that it has.
  public func setUser(_ name: String, password: String?, role: BrokerRole) async throws {
    var order = UserOrder(tags: role.tags.joined(separator: ","))
    if let password {
      order.password = password
    } else if let user = try await user(name) {
      (order.passwordHash, order.hashingAlgorithm) = (user.password_hash, user.hashing_algorithm)
    } else {
      throw MessagingError(.configuration, "user \(name) does not exist and was given no password")
    }
    try await write(.put, ["users", name], order)
    let permissions = role.permissions
    try await write(
      .put, ["permissions", vhost, name],
      PermissionsOrder(configure: permissions.configure, write: permissions.write, read: permissions.read))
  }

  public func deleteUser(_ name: String) async throws { try await delete(["users", name]) }

  private func user(_ name: String) async throws -> UserReply? {
    let path = ["users", name]
    guard try await send(.get, path).status != .notFound else { return nil }
    return try await read(UserReply.self, path)
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
private struct UserReply: Decodable {
  let password_hash: String
  let hashing_algorithm: String?
}

private struct UserOrder: Encodable {
  let tags: String
  var password: String?
  var passwordHash: String?
  var hashingAlgorithm: String?

  init(tags: String) { self.tags = tags }

  enum CodingKeys: String, CodingKey {
    case tags, password
    case passwordHash = "password_hash"
    case hashingAlgorithm = "hashing_algorithm"
  }
}

private struct PermissionsOrder: Encodable {
  let configure: String
  let write: String
  let read: String
}
