import Exact

/// Reads the entries of a mechanism file into value types, collecting every mistake it meets.
struct MechanismReader {
  /// The texts that entries come from, by their files.
  let sources: [String: SourceText]
  let log: DiagnosticLog
  var vocabulary = Vocabulary()
  /// The type of each binding, as far as the file was read.
  var bound: [String: ValueType] = [:]
  var nextStep = 0
  /// What is left open to a designer, if that is said.
  var design: Design?
  /// The parameters that have a default, with it, in the order of the file.
  var defaults: [(name: String, value: Rational)] = []
  /// The names of the roles, in the order of the file.
  var roleNames: [String] = []
  /// The names of the accounts, in the order of the file.
  var accountNames: [String] = []

  init(_ sources: [String: SourceText], _ log: DiagnosticLog) {
    self.sources = sources
    self.log = log
  }

  var resolver: Resolver { Resolver(vocabulary: vocabulary, log: log) }
  var scope: Scope { Scope(bound: bound) }

  /// The mechanism; meaningless if mistakes were reported.
  mutating func mechanism(_ root: Entry) -> Mechanism {
    var fields = Fields(root, .mechanism, log)
    let name = fields.require("mechanism")
    let about = fields.take("about")
    let origin = fields.take("source")
    let parameters = fields.take("parameters")
    let assumptions = fields.take("assume")
    let roles = fields.require("roles")
    let accounts = fields.take("accounts")
    let steps = fields.require("steps")
    let design = fields.take("design")
    let properties = fields.take("properties")
    fields.finish()

    var mechanism = Mechanism(
      name.map { freeText($0, "the name of the mechanism") } ?? "",
      about: about.map { text($0, "a text") } ?? "", roles: [], steps: [], at: root.location)
    mechanism.source = origin.map { text($0, "a text") } ?? ""
    mechanism.parameters = parameters.map { self.parameters($0) } ?? []
    vocabulary.parameters = Set(mechanism.parameters.map(\.name))
    defaults = mechanism.parameters.compactMap { parameter in
      parameter.defaultValue.map { (name: parameter.name, value: $0) }
    }
    mechanism.roles = roles.map { self.roles($0) } ?? []
    vocabulary.roles = Dictionary(
      mechanism.roles.map { ($0.name, $0.size.content) }, uniquingKeysWith: { first, _ in first })
    roleNames = mechanism.roles.map(\.name)
    mechanism.accounts = accounts.map { self.accounts($0) } ?? []
    accountNames = mechanism.accounts.map(\.name)
    vocabulary.accounts = Set(mechanism.accounts.map(\.name))
    mechanism.assumptions = assumptions.map { conditions($0, "an assumption") } ?? []
    self.design = design.flatMap { self.design($0) }
    mechanism.design = self.design
    if let steps {
      survey(steps)
      checkDeclarations()
      mechanism.steps = self.steps(steps)
    }
    mechanism.properties = properties.map { self.properties($0) } ?? []
    return mechanism
  }

  /// What was declared, with its place, to be checked together.
  var declarations = Declarations()

  private func checkDeclarations() { declarations.check(log) }

  private func design(_ entry: Entry) -> Design? {
    var fields = Fields(entry, .design, log)
    guard fields.isMap else { return nil }
    let names = fields.require("over").map { listOrOne($0) }
    if let names, names.isEmpty { log.report(.emptyList("'over'"), at: entry.location) }
    let over = names?.compactMap { entry in
      name(entry, "a parameter").flatMap { parameter($0, at: place(of: entry)) }
    }
    let cost = fields.require("minimise").map { number($0, in: .parameters) }
    fields.finish()
    guard let over, let cost else { return nil }
    if let twice = over.first(where: { name in over.count { $0 == name } > 1 }) {
      log.report(.duplicateKey(twice), at: entry.location)
    }
    return Design(over: over, minimising: cost)
  }

  // MARK: - Parameters, roles, accounts

  private mutating func parameters(_ entry: Entry) -> [Parameter] {
    pairs(entry, "parameters").compactMap { key, value in
      guard let name = name(key, "a parameter") else { return nil }
      declarations.add(name, .parameter, at: key.location)
      var parameter = Parameter(name, at: key.location)
      if value.isNothing { return parameter }
      var fields = Fields(value, .parameter, log)
      parameter.about = fields.take("about").map { text($0, "a text") } ?? ""
      if let type = fields.take("type") {
        parameter.isInteger = oneOf(["real", "integer"], type, "type") == "integer"
      }
      if let entry = fields.take("default") { parameter.defaultValue = constant(entry) }
      fields.finish()
      return parameter
    }
  }

  private mutating func roles(_ entry: Entry) -> [Role] {
    let pairs = pairs(entry, "roles")
    // A size may speak of parameters only; sizes of other roles are not known yet.
    return pairs.compactMap { key, value in
      guard let name = name(key, "a role") else { return nil }
      declarations.add(name, .role, at: key.location)
      guard case .map = value.content else { return Role(name, number(value, in: .parameters)) }
      var fields = Fields(value, .role, log)
      let size = fields.require("size").map { number($0, in: .parameters) }
      let cost = fields.take("identity").map { number($0, in: .parameters) }
      fields.finish()
      return Role(name, size ?? Located(.number(1), at: value.location), identityCost: cost)
    }
  }

  private mutating func accounts(_ entry: Entry) -> [Account] {
    if case .list(let entries) = entry.content {
      return entries.compactMap { account($0, nil) }
    }
    return pairs(entry, "accounts").compactMap { account($0, $1) }
  }

  private mutating func account(_ key: Entry, _ value: Entry?) -> Account? {
    guard let name = name(key, "an account") else { return nil }
    declarations.add(name, .account, at: key.location)
    var account = Account(name, at: key.location)
    if let value, !value.isNothing {
      var fields = Fields(value, .account, log)
      if let may = fields.take("may go below zero") {
        account.mayGoBelowZero = flag(may, "may go below zero")
      }
      fields.finish()
    }
    return account
  }
}
