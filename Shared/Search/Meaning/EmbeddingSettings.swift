public import Lifecycle

/// Where texts are turned into vectors of their meaning: an interface like OpenAI's `/v1/embeddings`.
public struct EmbeddingSettings: Sendable, Equatable {
  public var url: String
  public var user: String?
  public var password: String?
  public var model: String
  public var key: String?
  /// How many texts one request has.
  public var batch = 64
  public var timeout = Duration.seconds(30)
  /// Of an answer, in bytes.
  public var answerLimit = 64 << 20

  /// A vector has no more numbers.
  public static let dimensionLimit = 16_384

  public init(url: String, model: String, key: String? = nil) {
    (self.url, self.model, self.key) = (url, model, key)
  }

  /// What the settings say; nil where they name no endpoint.
  ///
  /// - Throws: `SearchError` when it is named without a model.
  public init?(_ settings: Settings) throws(SearchError) {
    guard let address = settings[\.embeddingsURL] else { return nil }
    guard let model = settings[\.embeddingsModel], !model.isEmpty, model.utf8.count <= 200 else {
      throw SearchError(
        .badQuestion,
        "HOOKLINE_EMBEDDINGS_URL is set without the name of a model; set HOOKLINE_EMBEDDINGS_MODEL, too")
    }
    self.init(url: Self.endpoint(address), model: model, key: settings[\.embeddingsKey])
    (user, password) = (address.user, address.password)
  }

  /// How to turn it on.
  public static let advice =
    "search by meaning is off; it is on when HOOKLINE_EMBEDDINGS_URL names an interface like OpenAI's "
    + "/v1/embeddings and HOOKLINE_EMBEDDINGS_MODEL a model there (HOOKLINE_EMBEDDINGS_KEY where it wants a key)"

  /// Where the address says no more than the server or its version, the rest is as with OpenAI.
  private static func endpoint(_ address: ServiceURL) -> String {
    let port = address.host.port.map { ":\($0)" } ?? ""
    let name = address.host.name.contains(":") ? "[\(address.host.name)]" : address.host.name
    var path = address.path
    while path.hasSuffix("/") { path.removeLast() }
    if path.isEmpty { path = "/v1" }
    if path.hasSuffix("/v1") { path += "/embeddings" }
    return "\(address.scheme)://\(name)\(port)\(path)" + (address.query.map { "?" + $0 } ?? "")
  }
}

extension EmbeddingSettings: CustomStringConvertible, CustomReflectable {
  public var description: String { "\(model) at \(url.prefix { $0 != "?" })" }
  /// Keeps secrets out of dumps.
  public var customMirror: Mirror { Mirror(self, children: ["model": model]) }
}
