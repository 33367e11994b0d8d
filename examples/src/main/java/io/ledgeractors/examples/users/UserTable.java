package io.ledgeractors.examples.users;

import io.ledgeractors.model.UInt128;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Stores users in an H2 database on disk. Every method commits before it returns. Not thread-safe. */
public final class UserTable implements AutoCloseable {
    private final Connection connection;

    private UserTable(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens the database in a directory, or creates it.
     *
     * @throws SQLException if the database cannot be opened, for instance because another process uses it
     */
    public static UserTable open(Path directory) throws SQLException {
        Path file = directory.toAbsolutePath().resolve("users");
        // Without a write delay, a commit is on the disk before it returns. Without a trace file, errors are only
        // thrown.
        Connection connection =
                DriverManager.getConnection("jdbc:h2:file:" + file + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0");
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists users (name varchar(100) primary key,"
                    + " account_id numeric(39) not null unique, account_exists boolean not null)");
        }
        return new UserTable(connection);
    }

    /**
     * Adds a user whose account does not exist yet. Returns false, and changes nothing, if there is a user with this
     * name.
     */
    public boolean add(User user) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into users select ?, ?, false where not exists (select 1 from users where name = ?)")) {
            insert.setString(1, user.name());
            insert.setBigDecimal(2, new BigDecimal(user.accountId().toBigInteger()));
            insert.setString(3, user.name());
            return insert.executeUpdate() == 1;
        }
    }

    /** Notes that the account of a user exists. */
    public void accountExists(User user) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update users set account_exists = true where name = ?")) {
            update.setString(1, user.name());
            update.executeUpdate();
        }
    }

    /** Returns the users whose account is not known to exist, sorted by name. */
    public List<User> withoutAccount() throws SQLException {
        return select("select name, account_id from users where not account_exists order by name");
    }

    /** Returns the users whose account exists, sorted by name. */
    public List<User> withAccount() throws SQLException {
        return select("select name, account_id from users where account_exists order by name");
    }

    private List<User> select(String query) throws SQLException {
        List<User> users = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                users.add(new User(
                        rows.getString(1), UInt128.of(rows.getBigDecimal(2).toBigInteger())));
            }
        }
        return users;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
