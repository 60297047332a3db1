public import Storage

/// Asks for the vectors of videos that have none, or whose text is another by now, some at a time.
public struct EmbeddingFilling: Sendable {
  public struct Turn: Sendable, Equatable {
    /// Videos that have a vector now.
    public var videos = 0
    /// Where the next turn goes on; nil when this was the last for now.
    public var next: Int64?
    /// Why the only video that was asked for is passed over.
    public var refusal: SearchError?
  }

  /// How many videos one look for missing ones goes through at most.
  private static let stride: Int64 = 2_000

  /// How many texts a request has at most.
  public var batch: Int { endpoint.settings.batch }

  private let database: any Database
  private let endpoint: EmbeddingEndpoint
  /// Shared by all copies.
  private let refused: RefusedTexts

  /// What was passed over is asked for again after `pause`.
  public init(
    _ database: any Database, _ endpoint: EmbeddingEndpoint, pause: Duration = .seconds(86_400)
  ) {
    self.database = database
    self.endpoint = endpoint
    refused = RefusedTexts(pause: pause)
  }

  /// One request's worth of videos with higher numbers, of `limit` at most.
  ///
  /// - Throws: `SearchError` when the endpoint does not answer as it should; nothing is kept then. A single video whose
  ///   text it does not take is passed over, and left alone for a while.
  public func fill(after: Int64, limit: Int = .max) async throws -> Turn {
    let model = endpoint.settings.model
    let limit = max(1, min(limit, batch))
    let found = try await database.perform { session in
      let looked = try Self.look(after, model, session)
      let missing = looked.lazy.filter { $0.isMissing && !refused.rests($0.hash, of: $0.id) }
      let ids = Array(missing.prefix(limit + 1).map(\.id))
      let asked = Array(ids.prefix(limit))
      return (
        last: ids.count > limit ? asked.last : looked.last?.id,
        videos: try TextFilling.read(asked, session).mapValues(\.video)
      )
    }
    guard let last = found.last else { return Turn() }
    // What was written a moment ago may be another text than that in `video_text`: it is asked for again then.
    let texts = found.videos.filter { !$0.value.text.isEmpty }.sorted { $0.key < $1.key }
    let vectors: [Vector]
    do { vectors = try await endpoint.vectors(of: texts.map(\.value.text)) } catch let error as SearchError
      where error.isOfTexts && texts.count == 1
    {
      refused.note(texts[0].value.textHash, of: texts[0].key)
      return Turn(next: last, refusal: error)
    }
    try await checkDimension(vectors, model)
    let count = try await write(texts.map { ($0.key, $0.value.textHash) }, vectors, model)
    return Turn(videos: count, next: last)
  }

  /// The next videos, and which of them have no vector: a bounded number, however few those are.
  private static func look(
    _ after: Int64, _ model: String, _ session: Session
  ) throws -> [(id: Int64, isMissing: Bool, hash: [UInt8])] {
    try session.rows(
      """
      select t.video_id, t.text_hash <> '' and e.text_hash is distinct from t.text_hash, t.text_hash
      from (select video_id, text_hash from hookline.video_text where video_id > \(after)
            order by video_id limit \(stride)) t
      left join hookline.video_embedding e on e.model = \(model) and e.video_id = t.video_id
      order by t.video_id
      """, as: Int64.self, Bool.self, Bytes.self
    ).map { (id: $0.0, isMissing: $0.1, hash: $0.2.bytes) }
  }

  /// All of a model are of one length: another one is another model behind the same name.
  private func checkDimension(_ vectors: [Vector], _ model: String) async throws {
    guard let found = vectors.first?.numbers.count else { return }
    let kept = try await database.first(
      "select octet_length(vector) / 4 from hookline.video_embedding where model = \(model) limit 1",
      as: Int32.self)
    guard let kept, Int(kept) != found else { return }
    throw SearchError(
      .endpoint,
      "the endpoint gives embeddings of \(found) numbers, those that are kept of \(model) have \(kept); "
        + "if it is another model now, name it otherwise or delete the old ones from video_embedding")
  }

  private func write(
    _ texts: [(id: Int64, hash: [UInt8])], _ vectors: [Vector], _ model: String
  ) async throws -> Int {
    guard !texts.isEmpty else { return 0 }
    return try await database.transaction { session in
      try session.execute(
        """
        insert into hookline.video_embedding (model, video_id, text_hash, vector)
        select \(model), id, hash, vector
        from \(unnest: texts.map(\.id), texts.map { Bytes($0.hash) }, vectors.map { Bytes($0.bytes) })
          as i(id, hash, vector)
        where exists (select from hookline.video_text t where t.video_id = i.id)
        order by id
        on conflict (model, video_id) do update
          set text_hash = excluded.text_hash, vector = excluded.vector, made_at = now()
        """)
    }
  }
}
