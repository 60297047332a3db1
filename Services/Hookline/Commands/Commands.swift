/// The commands, in the order of the help. A new one is a file beside this one and a line here.
enum Commands {
  static let all: [Command] = [
    enqueue,
    status,
    recommend,
    creator,
    importScrape,
    runsList,
    runsShow,
    runsCancel,
    queuesList,
    queuesPause,
    queuesResume,
    deadList,
    deadShow,
    deadReplay,
    deadDiscard,
    workers,
    migrate,
    topologyPlan,
    topologyApply,
    topologyCheck,
    topologyUsers,
    samples,
    doctor,
    bench,
  ]
}
