import Documents
import Models

extension Commands {
  static let importScrape = Command(
    name: "import scrape",
    summary: "takes in files of scrapes, or has ingest take in the tracks of its folder",
    examples: [
      .init(line: "import scrape dump.jsonl.gz", meaning: "all creators, posts and tracks in it"),
      .init(line: "import scrape ~/scrapes --json", meaning: "of all files of a folder, by name"),
      .init(line: "import scrape -", meaning: "what is piped in, packed or not"),
      .init(line: "import scrape --wait", meaning: "what the workers' folder lists, and its analysis"),
    ],
    operands: .init(usage: "[FILE|DIR|-…]", count: 0...Int.max),
    options: ImportRun.options,
    notes: [
      "A FILE is JSON or JSON lines of any size, packed with gzip or not, as TikTok's web pages,",
      "its app or Apify's scraper write it. It goes straight to the database; what is known is",
      "left as it is, so an import that was broken off is run again. Of a DIR the files count",
      "that are called .json, .jsonl or .ndjson, with or without .gz. Broken records are counted",
      "by rule and left out; 1 is the exit status when a file could not be read, or when of a",
      "FILE or DIR nothing was a profile, a video or a sound. - is the standard input.",
      "Without operands the folder is the workers' (HOOKLINE_SCRAPE_DIR of hookline-ingest).",
      "A gateway gets each file by itself, of up to 1 GiB: what is in several is counted in each.",
    ]
  ) { invocation, context in
    guard invocation.operands.isEmpty else {
      for option in ImportRun.options where invocation[option] != nil || invocation.has(option) {
        throw Misuse("\(option.label) is for the workers' folder, not for files", invocation.command)
      }
      return try await ScrapeFiles(invocation.operands).takeIn(context)
    }
    let request = CatalogueRequest("scrapes")
    return try await ImportRun.begin(
      CatalogueRequest.runKind, request.subject, request, invocation, context,
      asked: RemoteImport(kind: "catalogue", members: [("catalogue", "scrapes")]))
  }

  static let importSpotify = Command(
    name: "import spotify",
    summary: "lets ingest look up at Spotify what the tracks that are known are there",
    examples: [
      .init(line: "import spotify --lane bulk", meaning: "behind everything else")
    ],
    options: ImportRun.options,
    notes: [
      "Released tracks that were not looked up yet. What was not found is looked up again after",
      "three months.",
    ]
  ) { invocation, context in
    let request = CatalogueRequest("spotify")
    return try await ImportRun.begin(
      CatalogueRequest.runKind, request.subject, request, invocation, context,
      asked: RemoteImport(kind: "catalogue", members: [("catalogue", "spotify")]))
  }
}
