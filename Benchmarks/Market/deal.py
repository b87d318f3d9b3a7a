"""One deal by the rules of Properties/mediation/random-mediator.yaml, and what is counted over all deals.

Money is a whole number of units, as many to one of the mechanism as make every payment whole.
"""

import argparse
import json
import math
import random
import resource
import time
from fractions import Fraction

VALUE, PRICE, COST, GUESS = 20, 10, 4, 0
PAYMENT, MULTIPLE, SUBMIT, JUDGE = 20, 2, 1, 1
FEE, RECOMPUTE, AUDIT = 2, 1, Fraction(1, 4)
TO_CLIENT, TO_MEDIATOR = Fraction(0), Fraction(0)
COLLATERAL = MULTIPLE * PRICE

# In ticks.
PAUSE_MEAN = 40
WORK = (5, 15)
WORK_DEADLINE = 30
REACTION, REACTION_DEADLINE = 2, 10
VERDICT, VERDICT_DEADLINE = 3, 20

ROLES = ("client", "node", "mediator")
OPTIONS = {
    "node.result": ("correct", "wrong", "nothing"),
    "client.reaction": ("accept", "check", "silence"),
    "arbiter.verdict": ("truth", "uphold", "reject", "silence"),
}


class Units:
    """All amounts that are paid, in whole units."""

    def __init__(self):
        to_client = TO_CLIENT * COLLATERAL
        to_mediator = TO_MEDIATOR * COLLATERAL
        burned = COLLATERAL - to_client - to_mediator
        amounts = {
            "value": VALUE, "price": PRICE, "cost": COST, "guess": GUESS, "payment": PAYMENT,
            "collateral": COLLATERAL, "submit": SUBMIT, "judge": JUDGE, "fee": FEE, "recompute": RECOMPUTE,
            "to_client": to_client, "to_mediator": to_mediator, "burned": burned,
        }  # fmt: skip
        self.scale = math.lcm(*(Fraction(amount).denominator for amount in amounts.values()))
        for name, amount in amounts.items():
            setattr(self, name, int(amount * self.scale))


class Wallet:
    """Somebody's money."""

    __slots__ = ("money",)

    def __init__(self):
        self.money = 0


class Agent(Wallet):
    """Does what is prescribed, or, to try every branch of the rules, anything."""

    __slots__ = ("random", "audit", "honest")

    def __init__(self, numbers, honest):
        super().__init__()
        self.random = numbers
        self.audit = float(AUDIT)
        self.honest = honest

    def result(self):
        return "correct" if self.honest else self.random.choice(OPTIONS["node.result"])

    def reaction(self):
        if not self.honest:
            return self.random.choice(OPTIONS["client.reaction"])
        return "check" if self.random.random() < self.audit else "accept"

    def verdict(self):
        return "truth" if self.honest else self.random.choice(OPTIONS["arbiter.verdict"])


class Sum:
    """Numbers that are added up."""

    __slots__ = ("total", "squares")

    def __init__(self):
        self.total = 0
        self.squares = 0

    def add(self, number):
        self.total += number
        self.squares += number * number

    def estimate(self, count, scale=1):
        """With its standard error, of so many numbers."""
        variance = (self.squares * count - self.total**2) / count**2
        error = math.sqrt(variance / max(1, count - 1))
        return {"count": count, "mean": self.total / count / scale, "error": error / scale}


class Books:
    """The accounts outside of deals, and what is counted."""

    def __init__(self):
        self.units = Units()
        self.world = Wallet()
        self.burn = Wallet()
        self.gains = {role: Sum() for role in ROLES}
        self.time = Sum()
        self.deals = 0
        self.choices = {choice: dict.fromkeys(options, 0) for choice, options in OPTIONS.items()}
        # Money in escrow, times ticks.
        self.locked = 0

    def outcome(self, agents, ticks):
        """In the words of `cartel simulate`; of all agents by their roles."""
        wallets = [self.world, self.burn] + [agent for role in ROLES for agent in agents[role]]
        if sum(wallet.money for wallet in wallets) != 0:
            raise ArithmeticError("money was made or lost")
        deals, scale = self.deals, self.units.scale
        for role in ROLES:
            if sum(agent.money for agent in agents[role]) != self.gains[role].total:
                raise ArithmeticError(f"the deals do not add up to what every {role} has")
        return {
            "deals": deals,
            "ticks": ticks,
            "roles": {role: self.gains[role].estimate(deals, scale) for role in ROLES},
            "choices": self.choices,
            "timeToSettle": self.time.estimate(deals),
            "burned": self.burn.money / scale / deals,
            "locked": self.locked / scale / ticks,
        }


class Deal:
    """A deal and its escrow. Each step is told what was chosen, and when."""

    __slots__ = ("books", "client", "node", "result", "escrow", "begun", "since", "before")

    def __init__(self, books, client, node, now):
        self.books = books
        self.client = client
        self.node = node
        self.result = None
        self.escrow = Wallet()
        self.begun = self.since = now
        self.before = (client.money, node.money)
        units = books.units
        self.pay(units.submit, node, self.escrow)
        self.pay(units.payment + units.judge, client, self.escrow)

    def pay(self, amount, source, target):
        source.money -= amount
        target.money += amount
        if amount < 0 or self.escrow.money < 0:
            raise ArithmeticError("more is paid than there is")

    def deliver(self, result, now):
        """Whether the client is asked next; the deal is settled if not."""
        books, client, node, escrow, units = self.books, self.client, self.node, self.escrow, self.books.units
        self.count(now, "node.result", result)
        self.result = result
        if result == "correct":
            self.pay(units.cost, node, books.world)
        elif result == "wrong":
            self.pay(units.guess, node, books.world)
        if result == "nothing":
            self.pay(units.payment + units.judge, escrow, client)
            self.pay(units.submit, escrow, books.burn)
            self.settle(now)
            return False
        self.pay(units.collateral, node, escrow)
        self.pay(units.submit, escrow, node)
        return True

    def react(self, reaction, now):
        """Whether a mediator is asked next; the deal is settled if not."""
        books, client, node, escrow, units = self.books, self.client, self.node, self.escrow, self.books.units
        self.count(now, "client.reaction", reaction)
        if reaction == "check":
            self.pay(units.judge, escrow, client)
            self.pay(units.fee, client, escrow)
            return True
        self.pay(units.price + units.collateral, escrow, node)
        remainder = units.payment - units.price + units.judge
        self.pay(remainder, escrow, client if reaction == "accept" else books.burn)
        self.settle(now)
        return False

    def rule(self, verdict, arbiter, now):
        books, client, node, escrow, units = self.books, self.client, self.node, self.escrow, self.books.units
        self.count(now, "arbiter.verdict", verdict)
        before = arbiter.money
        if verdict == "silence":
            self.pay(units.collateral, escrow, node)
            self.pay(units.payment + units.fee, escrow, client)
        else:
            if verdict == "truth":
                self.pay(units.recompute, arbiter, books.world)
            self.pay(units.fee, escrow, arbiter)
            if verdict == "uphold" or (verdict == "truth" and self.result == "correct"):
                self.pay(units.price + units.collateral, escrow, node)
                self.pay(units.payment - units.price, escrow, client)
            else:
                self.pay(units.payment, escrow, client)
                self.pay(units.to_client, escrow, client)
                self.pay(units.to_mediator, escrow, arbiter)
                self.pay(units.burned, escrow, books.burn)
        books.gains["mediator"].add(arbiter.money - before)
        self.settle(now)

    def settle(self, now):
        books = self.books
        if self.result == "correct":
            self.pay(books.units.value, books.world, self.client)
        if self.escrow.money != 0:
            raise ArithmeticError("money is left in escrow")
        client, node = self.before
        books.gains["client"].add(self.client.money - client)
        books.gains["node"].add(self.node.money - node)
        books.time.add(now - self.begun)
        books.deals += 1

    def count(self, now, choice, option):
        self.books.choices[choice][option] += 1
        self.books.locked += self.escrow.money * (now - self.since)
        self.since = now


def arguments(about):
    """What every such program may be told."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--deals", type=int, default=1_000_000)
    parser.add_argument("--clients", type=int, default=4_500)
    parser.add_argument("--nodes", type=int, default=4_500)
    parser.add_argument("--mediators", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--anything", action="store_true", help="all agents choose at random: tries every branch")
    return parser


def run(options, market):
    """Runs a market, which answers with the tick of its end, and prints one line of JSON."""
    start = time.process_time()
    numbers = random.Random(options.seed)
    sizes = (options.clients, options.nodes, options.mediators)
    agents = {
        role: [Agent(numbers, not options.anything) for _ in range(size)] for role, size in zip(ROLES, sizes)
    }
    books = Books()
    ticks = market(books, agents, options.deals, numbers)
    outcome = books.outcome(agents, ticks)
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": memory, **outcome}))
