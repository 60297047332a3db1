import Documents
import Models
import Sources

extension Commands {
  private static let listed = Option(
    "limit", value: "COUNT", help: "how many posts at most (default 500)")
  private static let asked = Option(
    "source", value: "NAME", help: "the source to ask (default: the first that lists such posts)")

  static let importListing = Command(
    name: "import listing",
    summary: "lets ingest take in posts by hashtag, sound, creator or words",
    examples: [
      .init(line: "import listing '#dance' --limit 200", meaning: "posts with a hashtag"),
      .init(line: "import listing sound:7016547803243022337 --wait", meaning: "those with a sound, and wait"),
      .init(line: "import listing sunrise --source tiktok-research", meaning: "those that a word finds"),
    ],
    operands: .init(usage: "#TAG|sound:ID|@HANDLE|WORDS", count: 1...1),
    options: [listed, asked] + ImportRun.options,
    notes: [
      "The sounds that the posts use are analysed; what the posts are like, when their creators are",
      "asked for. The sources are the workers' (HOOKLINE_SOURCES of hookline-ingest).",
    ]
  ) { invocation, context in
    let subject: ListingSubject
    do { subject = try ListingSubject(invocation.operands[0]) } catch {
      throw Misuse(
        "\"\(excerpt(invocation.operands[0], limit: 80))\" cannot be listed: \(error)", invocation.command)
    }
    let source = try source(of: subject, invocation)
    let limit = try invocation.number(listed, in: ListingRequest.limits) ?? 500
    let request = ListingRequest(subject.text, source: source, limit: limit)
    let members: [(String, JSONValue)] =
      [("listing", .string(subject.text)), ("limit", .int(limit))]
      + (source.map { [("source", .string($0))] } ?? [])
    return try await ImportRun.begin(
      ListingRequest.runKind, request.subject, request, invocation, context,
      asked: RemoteImport(kind: "listing", members: members))
  }
  /// Which sources the workers have is not known here, but which of all can list such posts.
  private static func source(of subject: ListingSubject, _ invocation: Invocation) throws(Misuse) -> String? {
    guard let name = invocation[asked] else { return nil }
    let able = KnownSources.names(with: subject.ability)
    guard let known = able.first(where: { $0 == name.lowercased() }) else {
      let isKnown = KnownSources.all.contains { $0.name == name.lowercased() }
      throw Misuse(
        "\"\(excerpt(name, limit: 80))\" \(isKnown ? "cannot list" : "is no source that lists") \(subject); "
          + "\(able.joined(separator: " and ")) can", invocation.command)
    }
    return known
  }
}
