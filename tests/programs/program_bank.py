"""Accounts, transfers that fail and are rolled back, and a journal that must balance."""


class InsufficientFunds(Exception):
    def __init__(self, account, missing):
        super().__init__(f"{account.owner} lacks {missing}")
        self.missing = missing


class Account:
    interest = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self.history = []

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("a deposit must be positive")
        self._balance += amount
        self.history.append(amount)

    def withdraw(self, amount):
        if amount > self.available():
            raise InsufficientFunds(self, amount - self.available())
        self._balance -= amount
        self.history.append(-amount)

    def available(self):
        return self._balance


class Credit(Account):
    limit = 100

    def available(self):
        return super().available() + self.limit


class Frozen(Account):
    def withdraw(self, amount):
        raise PermissionError(f"{self.owner} is frozen")


class Transaction:
    def __init__(self, *accounts):
        self.accounts = accounts

    def __enter__(self):
        self.saved = [(a, a._balance, len(a.history)) for a in self.accounts]
        return self

    def __exit__(self, kind, error, traceback):
        if kind is not None:
            for account, balance, length in self.saved:
                account._balance = balance
                del account.history[length:]
        return kind is InsufficientFunds


def transfer(source, target, amount):
    with Transaction(source, target):
        target.deposit(amount)
        source.withdraw(amount)
        return True
    return False


accounts = [Account("Ann", 500), Credit("Bob", 50), Frozen("Cid", 300), Account("Dee")]
print(transfer(accounts[0], accounts[1], 200), transfer(accounts[3], accounts[0], 1),
      [a.balance for a in accounts])
for source, target, amount in ((2, 0, 10), (0, 1, -5)):
    try:
        transfer(accounts[source], accounts[target], amount)
    except (PermissionError, ValueError) as error:
        print(type(error).__name__, error)
print([a.balance for a in accounts])
done = failed = 0
state = 3
for i in range(3000):
    state = state * 69069 % 4294967296
    source, target = accounts[state >> 8 & 3], accounts[state >> 12 & 3]
    try:
        if transfer(source, target, (state >> 16) % 90 + 1):
            done += 1
        else:
            failed += 1
    except PermissionError:
        failed += 1000
print(done, failed, [a.balance for a in accounts], sum(a.balance for a in accounts),
      [len(a.history) for a in accounts])
assert all(sum(a.history) == a.balance - start for a, start in zip(accounts, (500, 50, 300, 0)))
