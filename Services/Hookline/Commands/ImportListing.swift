import Models
import Sources

extension Commands {
  private static let listed = Option(
    "limit", short: "n", value: "COUNT", help: "how many posts at most (default 500)")
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
    let limit = try invocation.number(listed, in: ListingRequest.limits) ?? 500
    let request = ListingRequest(subject.text, source: invocation[asked], limit: limit)
    return try await ImportRun.begin(ListingRequest.runKind, request.subject, request, invocation, context)
  }
}
