public import Storage

/// What a model was learnt from.
public struct ModelBasis: Sendable, Decodable {
  public let authors: Int
  public let tracks: Int
  public let uses: Int
  /// The newest of the videos.
  public let video: Int64
}

/// How well a model foretells what creators use.
public struct ModelJudgement: Sendable, Decodable {
  public struct Score: Sendable, Decodable {
    public let name: String
    public let ndcg: Double
    public let low: Double
    public let high: Double
    public let recall: Double?
  }

  /// Creators by whom it was judged.
  public let judged: Int
  /// The model's own first, then those that it was compared with.
  public let scores: [Score]
}

extension ModelStore.Found {
  /// Nil for what another version of the program has written otherwise.
  public var basis: ModelBasis? { try? record.snapshot.decode(ModelBasis.self) }
  public var judgement: ModelJudgement? { try? record.metrics.decode(ModelJudgement.self) }
}
