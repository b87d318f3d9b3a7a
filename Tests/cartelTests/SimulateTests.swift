import Foundation
import Testing

@Suite("cartel simulate")
struct SimulateTests {
  /// A worker may skip a job that is looked at by one of two inspectors, now and then too late.
  private let job = """
    mechanism: job
    parameters:
      pay: {default: 10}
      effort: {default: 4}
      check: {default: 1/2}
    assume: [0 < effort < pay, 0 <= check <= 1]
    roles: {worker: 1, owner: 1, inspector: 2}
    accounts: [escrow]
    steps:
      - {pay: pay, from: owner, to: escrow}
      - choose: worker.deed
        options: {work: {cost: effort}, skip: , vanish: }
        honest: work
        seen by: none
        timeout: vanish
      - chance: looked
        outcomes: {yes: check, no: 1 - check}
      - {draw: one, from: inspector}
      - choose: one.report
        options: {truth: {learns: worker.deed}, praise: }
        honest: truth
        timeout: praise
      - when: worker.deed = work or looked = no or one.report = praise
        then: [{pay: pay, from: escrow, to: worker}]
        else: [{pay: pay, from: escrow, to: owner}]
    properties:
      the worker: {coalition: {worker: 1}}
      nothing is left: {claim: conservation, expect: proved}
    """

  private func tool() throws -> Tool {
    let tool = try Tool()
    try tool.write(job, to: "job.yaml")
    try tool.write(taking(open), to: "taking.yaml")
    return tool
  }

  private func digests(_ outcome: Outcome) throws -> [String] {
    let runs = try #require(try outcome.json()["runs"] as? [[String: Any]])
    return runs.compactMap { $0["digest"] as? String }
  }

  @Test("a mechanism is a market at its defaults, and what comes out fits a screen")
  func summary() throws {
    let outcome = try tool().run("simulate", "job.yaml", "--deals", "500")
    #expect(outcome.status == 0 && outcome.complaints.isEmpty, "\(outcome)")
    #expect(outcome.output.hasPrefix("job  (job.yaml)\n500 deals in "))
    #expect(outcome.output.contains("worker, honest"))
    #expect(outcome.output.contains("worker.deed : work 100.0 %"))
    #expect(outcome.output.split(separator: "\n").count < 24)
  }

  @Test("a run is the same for its seed, however many there are at once, in debug and release")
  func same() throws {
    let tool = try tool()
    func runs(_ jobs: String) throws -> [String] {
      try self.digests(
        tool.run(
          "simulate", "job.yaml", "--deals", "3000", "--runs", "3", "--seed", "5", "--jobs", jobs,
          "--agents", "worker=40:regret matching", "--faults", "crash,late=1/50", "--format",
          "json"))
    }
    let one = try runs("1")
    #expect(one == ["0894a8d8cf3b9b13", "3bb5e705ad289c69", "f8e441dee59a6e09"])
    #expect(try runs("2") == one)
  }

  @Test("who learns takes what there is to take, and a cartel of the market does, too")
  func learning() throws {
    let tool = try tool()
    let output = try tool.run(
      "simulate", "taking.yaml", "--deals", "5000", "--agents", "taker=5:regret-matching",
      "--cartel", "bystander=3", "--format", "json")
    let populations = try #require(try output.json()["populations"] as? [[String: Any]])
    let taker = try #require(populations.first { $0["role"] as? String == "taker" })
    #expect(try #require(taker["departure"] as? Double) > 0.9)
    #expect(taker["honest"] as? String == "0")
    let money = try #require(taker["money"] as? [String: Any])
    #expect(try #require(money["mean"] as? Double) > 9)
    #expect((try output.json()["cartels"] as? [[String: Any]])?.count == 1)
  }

  @Test("a recorded attack is played in all deals, and brings what it brings by the rules")
  func attack() throws {
    let tool = try tool()
    #expect(try tool.run("record", "taking.yaml").status == 0)
    let file = "Counterexamples/taking--the-taker.yaml"
    let outcome = try tool.run("simulate", file, "--deals", "100", "--format", "json")
    let cartels = try #require(try outcome.json()["cartels"] as? [[String: Any]])
    #expect(cartels.count == 1 && cartels[0]["attacking"] as? String == "21/2")
    #expect((cartels[0]["money"] as? [String: Any])?["mean"] as? Double == 10.5)
    let half = try tool.run(
      "simulate", "taking.yaml", "--deals", "1000", "--attack", "\(file)=1/2", "--format", "json")
    let welfare = try #require(try half.json()["welfare"] as? [String: Any])
    #expect(abs(try #require(welfare["mean"] as? Double) - 5.25) < 1)
    #expect(try tool.run("simulate", "job.yaml", "--attack", file).status == 2)
  }

  @Test("a market file says it all, and options change it")
  func market() throws {
    let tool = try tool()
    try tool.write(
      """
      market: small
      mechanism: job.yaml
      deals: 200
      agents:
        - {role: worker, number: 10, plays: imitation}
        - {role: owner, number: 10}
      lasting: escrow
      """, to: "small.yaml")
    let outcome = try tool.run("simulate", "small.yaml")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.hasPrefix("small  (small.yaml, by the rules of job)\n200 deals in "))
    #expect(outcome.output.contains("worker, imitation"))
    #expect(outcome.output.contains("escrow holds 0 in the end"))
    let changed = try tool.run(
      "simulate", "small.yaml", "--deals", "50", "--agents", "worker=7", "--set", "effort=3")
    #expect(changed.output.contains("\n50 deals in "))
    #expect(changed.output.contains("effort = 3 (usually 4)"))
    #expect(changed.output.contains("worker, honest"))
  }

  @Test(
    "wrong input names the option, and what was probably meant",
    arguments: [
      (["--set", "efort=3"], "--set efort=3: unknown parameter 'efort'; did you mean 'effort'?"),
      (["--set", "pay"], "--set pay: it takes a parameter and a number"),
      (
        ["--set", "effort=12"], "what is assumed of the parameters does not hold where effort = 12"
      ),
      (["--agents", "workr=3"], "unknown role 'workr'; did you mean 'worker'?"),
      (["--agents", "worker=3:regret"], "unknown conduct 'regret'"),
      (["--agents", "worker=-1"], "--agents worker=-1"),
      (["--cartel", "worker=1:honest"], "a cartel learns"),
      (["--cartel", "worker=1000"], "job.yaml"),
      (["--attack", "job.yaml"], "job.yaml:1:1: this is not a recorded attack"),
      (["--attack", "none.yaml"], "none.yaml:1:1: there is no such file"),
      (["--faults", "crush"], "unknown fault 'crush'; did you mean 'crash'?"),
      (["--faults", "late=2"], "a probability is between 0 and 1"),
      (["--lasting", "escro"], "unknown account 'escro'; did you mean 'escrow'?"),
      (["--interest", "-1"], "--interest"),
      (["--deals", "0"], "--deals takes a count of at least 1"),
      (["--runs", "0"], "--runs takes a count of at least 1"),
      (["--format", "sarif"], "--format sarif"),
      (["--itf", "x.json"], "ends with .itf.json"),
      (["--log", "no/such/folder/log.csv"], "no/such/folder/log.csv cannot be written"),
      (["--csv", "no/such/folder/x.csv"], "no/such/folder/x.csv cannot be written"),
    ])
  func mistakes(options: [String], message: String) throws {
    let outcome = try tool().run(["simulate", "job.yaml", "--deals", "100"] + options)
    #expect(outcome.status == 2)
    #expect(outcome.complaints.contains(message), "\(outcome)")
  }

  @Test("it is written to files: the curves, what happened, and the first deals")
  func files() throws {
    let tool = try tool()
    let outcome = try tool.run(
      "simulate", "job.yaml", "--deals", "300", "--runs", "2", "--csv", "curves.csv", "--log",
      "log.csv", "--itf", "first.itf.json")
    #expect(outcome.status == 0, "\(outcome)")
    let curves = try tool.text(of: "curves.csv").split(separator: "\n")
    #expect(curves.count == 1 + 2 * 50)
    #expect(curves[0].hasPrefix("seed,deals,tick,locked,\"departs: "))
    let log = try tool.text(of: "log.csv").split(separator: "\n")
    #expect(log[0] == "tick,event,deal,agent,name,value,from,to")
    #expect(log.count { $0.contains(",settled,") } == 300)
    #expect(log.contains { $0.contains(",worker.deed,work,") })
    let trace = try JSONSerialization.jsonObject(with: Data(tool.text(of: "first.itf.json").utf8))
    let states = try #require((trace as? [String: Any])?["states"] as? [[String: Any]])
    #expect(states.count == 500)
  }

  @Test("money that is stuck is told; where that is claimed never to happen, the status is 1")
  func violations() throws {
    let tool = try tool()
    let steps = "  - {pay: 1, from: bystander, to: pot}\n"
    try tool.write(taking(safe, steps: steps), to: "silent.yaml")
    let claim = "  nothing is left: {claim: conservation, expect: proved}\n"
    try tool.write(taking(claim, steps: steps), to: "claims.yaml")
    let known = "  nothing is left: {claim: conservation, expect: broken}\n"
    try tool.write(taking(known, steps: steps), to: "known.yaml")
    for (file, status) in [("silent.yaml", 0), ("claims.yaml", 1), ("known.yaml", 0)] {
      let outcome = try tool.run("simulate", file, "--deals", "20")
      #expect(outcome.status == Int32(status), "\(file)")
      #expect(outcome.output.contains("20 violations"), "\(outcome)")
      #expect(outcome.output.contains("stuck escrow: 1 is stuck in pot"))
    }
  }

  @Test("an interrupt tells what came out so far, with status 130")
  func interrupt() throws {
    let outcome = try tool().run(
      "simulate", "job.yaml", "--deals", "100000000", interruptedAfter: 2)
    #expect(outcome.ended && outcome.status == 130, "\(outcome)")
    #expect(outcome.output.contains(" of 100,000,000 deals in "))
    #expect(outcome.output.contains("worker, honest"))
  }
}
